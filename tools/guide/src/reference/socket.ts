import { cell, example, fieldTable, type Schema, type Schemas, table } from './fields.js'

interface Message {
  readonly summary: string
  readonly payload: { readonly properties: { readonly data: Schema } }
  readonly examples: readonly { readonly payload: unknown }[]
}

/** What is read of the AsyncAPI document. */
export interface SocketDocument {
  readonly info: { readonly description: string }
  readonly channels: { readonly live: { readonly 'x-close-codes': Readonly<Record<string, string>> } }
  readonly operations: Readonly<Record<string, { readonly action: string }>>
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>
    readonly schemas: Schemas
  }
}

/** The page of the live connection: every frame of both sides, and why a socket ends. */
export function socketPage(document: SocketDocument): string {
  const of = (action: string): string =>
    Object.entries(document.operations)
      .filter(([, operation]) => operation.action === action)
      .map(([name]) => frameOf(name, document))
      .join('')
  const codes = Object.entries(document.channels.live['x-close-codes'])
  return [
    `# WebSocket\n\n${document.info.description}\n\n`,
    `## What a client sends\n\n${of('receive')}## What the gateway sends\n\n${of('send')}`,
    '## Why a socket ends\n\n',
    table(
      ['code', ''],
      codes.map(([code, text]) => [`\`${code}\``, cell(text)]),
    ),
  ].join('')
}

function frameOf(name: string, { components }: SocketDocument): string {
  const message = components.messages[name]
  if (message === undefined) throw new Error(`The AsyncAPI document has no message ${name}`)
  const ack = components.messages[`${name}.ack`]
  return [
    `### \`${name}\`\n\n${message.summary}\n\n${example(message.examples[0]?.payload)}`,
    fieldTable(message.payload.properties.data, components.schemas),
    ack === undefined ? '' : `Its ack:\n\n${example(ack.examples[0]?.payload)}`,
  ].join('')
}
