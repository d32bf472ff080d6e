import type { FastifyInstance } from 'fastify'

import type { Piece } from './openapi-types.js'
import { pageOf, sendText, shown } from './pages.js'

interface ShownSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly enum?: readonly string[]
  readonly items?: ShownSchema
  readonly properties?: Readonly<Record<string, ShownSchema>>
  readonly required?: readonly string[]
}

interface ShownDocument {
  readonly info: { readonly description: string }
  readonly channels: { readonly live: { readonly 'x-close-codes': Readonly<Record<string, string>> } }
  readonly operations: Readonly<Record<string, { readonly action: string; readonly reply?: object }>>
  readonly components: {
    readonly messages: Readonly<Record<string, ShownMessage>>
    readonly schemas: Readonly<Record<string, ShownSchema>>
  }
}

interface ShownMessage {
  readonly summary: string
  readonly payload: { readonly properties: { readonly data: ShownSchema } }
  readonly examples: readonly { readonly payload: object }[]
}

/** Adds /docs/websocket: the AsyncAPI document as a page to read. */
export function registerSocketPage(app: FastifyInstance, document: Piece): void {
  const page = Buffer.from(
    pageOf('/docs/websocket', 'Kindred WebSocket', contentOf(document as unknown as ShownDocument)),
  )
  app.get('/docs/websocket', { config: { access: 'PUBLIC' } }, (_request, reply) =>
    sendText(reply, 'text/html; charset=utf-8', page),
  )
}

function contentOf(document: ShownDocument): string {
  const named = (action: string): string[] =>
    Object.entries(document.operations).flatMap(([name, operation]) =>
      operation.action === action ? [name] : [],
    )
  const paragraphs = document.info.description.split('\n\n').map((text) => `<p>${shown(text)}</p>`)
  const codes = Object.entries(document.channels.live['x-close-codes'])
  return `    <main>
      <h1>WebSocket</h1>
      ${paragraphs.join('\n      ')}
      <p>For tools: <a href="/asyncapi.json">/asyncapi.json</a>, AsyncAPI 3.0.</p>
      <h2>What a client sends</h2>
      ${named('receive')
        .map((name) => frameOf(name, document))
        .join('\n      ')}
      <h2>What the gateway sends</h2>
      ${named('send')
        .map((name) => frameOf(name, document))
        .join('\n      ')}
      <h2>Why a socket ends</h2>
      <table>
        ${codes.map(([code, text]) => `<tr><td><code>${code}</code></td><td>${shown(text)}</td></tr>`).join('\n        ')}
      </table>
    </main>`
}

function frameOf(name: string, { components }: ShownDocument): string {
  const message = components.messages[name]!
  const ack = components.messages[`${name}.ack`]
  return `<section id="${name}">
        <h3><a href="#${name}"><code>${name}</code></a></h3>
        <p>${shown(message.summary)}</p>
        ${exampleOf(message)}
        ${fieldsOf(message.payload.properties.data, components.schemas)}
        ${ack === undefined ? '' : `<p>Its ack:</p>\n        ${exampleOf(ack)}`}
      </section>`
}

const exampleOf = ({ examples }: ShownMessage): string =>
  `<pre>${shown(JSON.stringify(examples[0]?.payload, null, 2)).replaceAll(/<\/?code>/g, '`')}</pre>`

type Schemas = ShownDocument['components']['schemas']

/** The fields of the data, those of messages in it below their names. */
function fieldsOf(schema: ShownSchema, schemas: Schemas): string {
  const rows = rowsOf(schema, schemas, '', [])
  return rows.length === 0 ? '' : `<table><tr><th>data</th><th></th><th></th></tr>${rows.join('')}</table>`
}

function rowsOf(schema: ShownSchema, schemas: Schemas, above: string, inside: readonly string[]): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, of]) => {
    const name = `${above}${field}`
    const item = of.items ?? of
    const need = schema.required?.includes(field) === true ? '' : ', optional'
    const row = `<tr><td><code>${name}</code></td><td>${typeOf(of)}${need}</td><td>${shown(of.description ?? '')}</td></tr>`
    const target = item.$ref?.replace('#/components/schemas/', '')
    if (target === undefined || inside.includes(target)) return [row]
    return [
      row,
      ...rowsOf(schemas[target] ?? {}, schemas, `${name}${of.items ? '[]' : ''}.`, [...inside, target]),
    ]
  })
}

function typeOf({ type, format, items, $ref, enum: names }: ShownSchema): string {
  if (items !== undefined) return `list of ${typeOf(items)}`
  if ($ref !== undefined) return 'object'
  if (names !== undefined) return names.map((name) => `<code>${name}</code>`).join(' | ')
  return shown([type, format].filter((word) => word !== undefined).join(' '))
}
