import { type Kysely, traced } from '@kindred/db'
import { type Log, withFields } from '@kindred/kernel'
import type { Call, ContextOfCalls } from '@kindred/rpc'
import { traceFields } from '@kindred/tracing'

/** What of a context has a part for each call. */
interface Parts {
  readonly db?: Kysely<unknown>
  readonly log?: Log
}

type CallIds = Pick<Call, 'requestId' | 'span'>

const ids = Symbol('ids')

/** A property of a call's context that is made when it is first read, and kept. */
function madeOnce(make: (call: CallIds) => unknown): PropertyDescriptor {
  const made = Symbol('made')
  return {
    get(this: { readonly [ids]: CallIds; [made]?: unknown }) {
      return (this[made] ??= make(this[ids]))
    },
  }
}

const logOf = (log: Log, { requestId, span }: CallIds): Log =>
  withFields(log, () => ({ request_id: requestId, ...traceFields(span) }))

/**
 * A context whose handlers get, for each call, a log that writes the ids of the call with every line and, for one that is traced, a database
 * that works for its span.
 */
export function contextOfCalls<Context>(context: Context): Context {
  if (typeof context !== 'object' || context === null) return context
  const { db, log } = context as Parts
  // Made where a handler asks for it: most calls write no line, and many ask a loader instead of the database.
  const partOf = Object.create(context, {
    ...(log !== undefined && { log: madeOnce((call) => logOf(log, call)) }),
    ...(db !== undefined && { db: madeOnce(({ span }) => (span === undefined ? db : traced(db, span))) }),
  }) as object
  const forCall = (call: CallIds): unknown => Object.assign(Object.create(partOf) as object, { [ids]: call })
  return Object.create(context, { forCall: { value: forCall } }) as Context & ContextOfCalls
}
