import { type Kysely, traced } from '@kindred/db'
import type { TraceableContext } from '@kindred/rpc'
import type { Span } from '@kindred/tracing'

/** A context whose handlers get, for a call that is traced, a database that works for the call's span. */
export function traceable<Context>(context: Context): Context {
  const { db } = context as { readonly db?: Kysely<unknown> }
  if (db === undefined) return context
  const forSpan = (span: Span): unknown => Object.create(own, { db: { value: traced(db, span) } })
  const own = Object.create(context as object, { forSpan: { value: forSpan } }) as Context & TraceableContext
  return own
}
