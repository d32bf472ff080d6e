import type {
  Kysely,
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryExecutorProvider,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely'

import type { Span } from '@kindred/tracing'

type QueryId = PluginTransformQueryArgs['queryId']

/** The span of each statement that was made by a traced handle, by the id that Kysely gives to it. */
const spans = new WeakMap<QueryId, Span>()

class TracePlugin implements KyselyPlugin {
  constructor(readonly span: Span) {}

  transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
    spans.set(queryId, this.span)
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}

/** The same database for one piece of work: its statements and what it publishes are parts of the span. */
export const traced = <Tables>(db: Kysely<Tables>, span: Span | undefined): Kysely<Tables> =>
  span === undefined ? db : db.withPlugin(new TracePlugin(span))

/** The span that a handle works for; undefined where nothing is traced. */
function spanOfHandle(handle: QueryExecutorProvider): Span | undefined {
  const { plugins } = handle.getExecutor()
  if (plugins.length === 0) return undefined
  return plugins.find((plugin) => plugin instanceof TracePlugin)?.span
}

/** The traceparent of the work that a handle is for; empty where nothing is traced. */
export const traceparentOf = (handle: QueryExecutorProvider): string =>
  spanOfHandle(handle)?.traceparent ?? ''

/** An id for one run of a statement that was made before. */
export function idFor(handle: QueryExecutorProvider): { readonly queryId: QueryId } | undefined {
  const span = spanOfHandle(handle)
  if (span === undefined) return undefined
  const queryId = { queryId: '' }
  spans.set(queryId, span)
  return { queryId }
}

export const spanOfQuery = (queryId: QueryId): Span | undefined => spans.get(queryId)
