import type { CompiledQuery } from 'kysely'

import type { Span } from '@kindred/tracing'

import { spanOfQuery } from './trace-plugin.js'

/** How a statement is named: by what it does and the first table that it does it to, `INSERT swipe`. */
interface StatementName {
  readonly summary: string
  readonly operation: string
  readonly table: string
}

const maxNames = 500
const names = new Map<string, StatementName>()

/** The span of a statement that a traced handle runs; it tells neither its text nor its values. */
export function spanOfStatement({ queryId, sql: text }: CompiledQuery): Span | undefined {
  const parent = spanOfQuery(queryId)
  if (parent === undefined) return undefined
  const { summary, operation, table } = nameOf(text)
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.summary': summary,
    ...(table !== '' && { 'db.collection.name': table }),
  }
  return parent.child(summary, { kind: 'client', attributes })
}

/** A statement that failed is told of by PostgreSQL's code; some are expected to and are tried again. */
export function endStatement(span: Span, error?: unknown): void {
  const code = (error as { code?: unknown } | undefined)?.code
  if (error !== undefined) span.set('error.type', typeof code === 'string' ? code : 'unknown')
  span.end()
}

function nameOf(text: string): StatementName {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = readName(text)
  if (names.size < maxNames) names.set(text, name)
  return name
}

const changes = /\b(?:(insert) into|(delete) from|(update)) +(?:only +)?"?([a-z_][\w]*)"?/i
const reads = /\bfrom +(?:only +)?"?([a-z_][\w]*)"?(?! *\()/i

/** What a statement with several parts changes says more of it than what it reads. */
export function readName(text: string): StatementName {
  const [, first = ''] = /^\s*(\w+)/.exec(text) ?? []
  if (!/^(?:with|select|insert|update|delete)$/i.test(first)) {
    const operation = first.toUpperCase()
    return { summary: operation, operation, table: '' }
  }
  const change = changes.exec(text.replace(/\bfor +(?:no +key +)?update\b|\bdo +update\b/gi, ''))
  const operation = (change?.[1] ?? change?.[2] ?? change?.[3] ?? 'select').toUpperCase()
  const table = change?.[4] ?? reads.exec(text)?.[1] ?? ''
  return { summary: `${operation} ${table}`.trim(), operation, table }
}
