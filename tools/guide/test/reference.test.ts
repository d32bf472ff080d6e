import { describe, expect, it } from 'vitest'

import { apiDocuments } from '@kindred/gateway/documents'

import { referencePages } from '../src/reference/index.js'

const { contract, openapi, asyncapi, codes } = apiDocuments()
const pages = new Map(referencePages().map(({ slug, text }) => [slug.replace('reference/', ''), text]))
const rest = openapi as unknown as { paths: Record<string, Record<string, { tags: string[] }>> }
const socket = asyncapi as unknown as {
  operations: object
  components: { messages: Record<string, { examples: { payload: object }[] }> }
}

/** What a page says below a heading, up to the next one of its level. */
function sectionOf(page: string, heading: string): string {
  const [, after] = (pages.get(page) ?? '').split(`${heading}\n`)
  return after?.split(/^##? /m)[0] ?? ''
}

describe('the API reference', () => {
  it('the API reference has every operation of the API with its example and its problems, and a line in the overview', () => {
    const operations = Object.entries(rest.paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, { tags }]) => ({
        name: `${verb.toUpperCase()} ${path}`,
        tag: tags[0],
      })),
    )
    expect(operations.length).toBeGreaterThan(80)
    for (const { name, tag } of operations) {
      expect(sectionOf(`rest-${tag}`, `## \`${name}\``), name).toMatch(
        /^\*\*\d{3}\*\*[^]*Problems: [\d, ]+\./m,
      )
      expect(pages.get('rest'), name).toContain(`[\`${name}\`](rest-${tag}.md#`)
    }
    expect(sectionOf('rest-auth', '## `POST /v1/auth/telegram`')).toContain('"init_data": "auth_date=')
    expect(sectionOf('rest-auth', '## `POST /v1/auth/telegram`')).toContain('| `user.id` |')
  })

  it('the API reference has every RPC with who may call it', () => {
    for (const { descriptor, policy } of contract.methods) {
      const line = sectionOf('grpc', `## ${descriptor.parent.typeName}`)
        .split('\n')
        .find((row) => row.startsWith(`| \`${descriptor.name}\` |`))
      const [who] = policy.callers.size > 0 ? policy.callers : [policy.access.toLowerCase()]
      expect(line, descriptor.name).toContain(`| ${who}`)
    }
  })

  it('the API reference has every frame of the socket with an example', () => {
    for (const name of Object.keys(socket.operations)) {
      const payload = socket.components.messages[name]!.examples[0]!.payload
      expect(pages.get('websocket'), name).toContain(`### \`${name}\`\n`)
      expect(pages.get('websocket'), name).toContain(JSON.stringify(payload, null, 2))
    }
  })

  it('the API reference has every code that the contract and the platform name', () => {
    expect(codes.length).toBeGreaterThan(80)
    for (const { code } of codes) expect(pages.get('errors')).toContain(`\n| \`${code}\` |`)
  })

  it('the API reference has every message of the events', () => {
    const messages = contract.files
      .filter(({ name }) => name.endsWith('_events.proto'))
      .flatMap(({ messageType }) => messageType.map(({ name }) => name))
    expect(messages.length).toBeGreaterThan(10)
    for (const name of messages) expect(pages.get('events')).toContain(`| \`${name}\` |`)
  })
})
