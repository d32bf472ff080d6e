import { toAppError } from '@kindred/kernel'

import type { Span } from './span.js'

/** Does work for a span, which ends with it. Only an error that is our own fault marks the span as failed; others are named on it. */
export async function within<T>(span: Span | undefined, work: () => Promise<T>): Promise<T> {
  if (span === undefined) return work()
  try {
    return await work()
  } catch (error) {
    noteError(span, error)
    throw error
  } finally {
    span.end()
  }
}

const ourFaults = new Set(['internal', 'unavailable', 'deadline'])

/** Says on a span what its work was refused or failed with. */
export function noteError(span: Span, error: unknown): void {
  const { kind, code } = toAppError(error)
  if (ourFaults.has(kind)) span.fail(code)
  else span.set('error.type', code)
}
