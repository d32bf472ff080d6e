import { type Kysely, traced } from '@kindred/db'
import { type Log, withFields } from '@kindred/kernel'
import type { Call, ContextOfCalls } from '@kindred/rpc'
import { traceFields } from '@kindred/tracing'

/** What of a context has a part for each call. */
interface Parts {
  readonly db?: Kysely<unknown>
  readonly log?: Log
}

/**
 * A context whose handlers get, for each call, a log that writes the ids of the call with every line and, for one that is traced, a database
 * that works for its span.
 */
export function contextOfCalls<Context>(context: Context): Context {
  if (typeof context !== 'object' || context === null) return context
  const { db, log } = context as Parts
  const forCall = ({ requestId, span }: Pick<Call, 'requestId' | 'span'>): unknown => {
    const part = Object.create(own) as { -readonly [Name in keyof Parts]: Parts[Name] }
    if (log !== undefined) part.log = withFields(log, () => ({ request_id: requestId, ...traceFields(span) }))
    if (db !== undefined && span !== undefined) part.db = traced(db, span)
    return part
  }
  const own = Object.create(context, { forCall: { value: forCall } }) as Context & ContextOfCalls
  return own
}
