import type { Transformer } from 'grammy'

import { currentSpan, inSpan, type Tracer, within } from '@kindred/tracing'

import type { BotContext } from '../context.js'

/** Begins a trace for each update; what the bot asks of Kindred and of Telegram for it are parts of it. */
export const traceUpdates =
  (tracer: Tracer) =>
  (ctx: BotContext, next: () => Promise<void>): Promise<void> => {
    const [, kind = 'unknown'] = Object.keys(ctx.update)
    const span = tracer.start(`update ${kind}`, { kind: 'consumer' })
    return within(span, () => inSpan(span, next))
  }

/** A span for each call to Telegram that is a part of something traced. The address has the bot's token in it and is not told. */
export const traceCalls: Transformer = async (prev, method, payload, signal) => {
  const span = currentSpan()?.child(method, {
    kind: 'client',
    attributes: { 'rpc.system': 'telegram', 'rpc.method': method },
  })
  if (span === undefined) return prev(method, payload, signal)
  try {
    const answer = await prev(method, payload, signal)
    if (!answer.ok) span.set('error.type', String(answer.error_code))
    return answer
  } catch (error) {
    span.set('error.type', error instanceof Error ? error.name : 'unknown')
    throw error
  } finally {
    span.end()
  }
}
