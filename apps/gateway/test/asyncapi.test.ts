import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'

import { UserEvent } from '@kindred/contracts/chat'
import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { closeCodes } from '../src/chat/close-codes.js'
import { readFrame } from '../src/chat/frames.js'
import { frameRequests } from '../src/chat/requests.js'
import { asyncApiDocument } from '../src/docs/asyncapi.js'
import { startChatWorld } from './chat-world.js'
import { startGateway } from './harness.js'
import { lintDocument } from './lint-document.js'
import { send } from './requests.js'

interface Message {
  readonly name: string
  readonly payload: object
  readonly examples: readonly { readonly payload: { readonly type: string } }[]
}

const contract = loadContract()
const document = asyncApiDocument(contract, { version: '1.2.3', publicUrl: 'https://kindred.test' })
const { messages } = document['components'] as { messages: Record<string, Message> }
const operations = document['operations'] as Record<string, { action: string }>
const named = (action: string): string[] =>
  Object.keys(operations).filter((name) => operations[name]!.action === action)

/** Checks a frame against the schema of a message of the document. */
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema({ ...document, $id: 'asyncapi' })
const faultsOf = (name: string, frame: unknown): unknown => {
  const check = ajv.getSchema(`asyncapi#/components/messages/${name}/payload`)!
  return check(frame) === true ? [] : check.errors
}

describe('the AsyncAPI document', () => {
  it('passes the rules of the Redocly linter without an error or a warning', async () => {
    // The token comes in a frame, of which security schemes know nothing.
    expect(await lintDocument(document, ['security-defined'])).toEqual([])
  })

  it('has every frame that the gateway accepts', () => {
    expect(named('receive').sort()).toEqual(['auth', 'ping', 'resume', ...frameRequests.keys()].sort())
  })

  it('has every event of the contract, and what the gateway sends of its own', () => {
    const cases = contract.registry.getMessage('kindred.chat.v1.UserEvent')!.oneofs[0]!.fields
    const events = cases.map(({ name }) => name.replace('_', '.'))
    expect(named('send').sort()).toEqual(['error', 'ready', 'resync.required', ...events].sort())
  })

  it('has a meaning for every code that the gateway closes with', () => {
    const { live } = document['channels'] as { live: { 'x-close-codes': Record<string, string> } }
    expect(Object.keys(live['x-close-codes'])).toEqual(
      expect.arrayContaining(Object.values(closeCodes).map((code) => String(code))),
    )
  })

  it.each(Object.keys(messages))('shows a %s that its own schema takes', (name) => {
    const [example] = messages[name]!.examples
    expect(faultsOf(name, example!.payload)).toEqual([])
  })

  it.each(named('receive'))('shows a %s that the gateway reads', async (name) => {
    const payload = messages[name]!.examples[0]!.payload as { type: string; data: object }
    const frame = readFrame(JSON.stringify(payload))
    expect(frame).toMatchObject({ type: payload.type, id: '7', data: payload.data })
    const request = frameRequests.get(name)
    if (request === undefined) return
    const gateway = await startGateway()
    const type = { $type: request.types.request.$type, fromPartial: (object: never) => object }
    expect(() => gateway.context.json.read(type, frame.data)).not.toThrow()
    await gateway.close()
  })

  it('refuses what is no frame, so that its word counts', () => {
    expect(faultsOf('message.send', { type: 'message.send', data: {} })).not.toEqual([])
    expect(faultsOf('ready', { type: 'ready', data: { cursor: 1 } })).not.toEqual([])
    expect(faultsOf('message.created', { type: 'message.created', data: {} })).not.toEqual([])
  })

  it('is served, and shown as a page with every frame and every close code', async () => {
    const gateway = await startGateway()
    const { json } = await send(gateway, { url: '/asyncapi.json' })
    expect(json).toMatchObject({ asyncapi: '3.0.0', channels: { live: { address: '/v1/chat/connect' } } })
    const page = await send(gateway, { url: '/docs/websocket' })
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    for (const name of Object.keys(operations)) expect(page.body).toContain(`<section id="${name}">`)
    for (const code of Object.values(closeCodes)) expect(page.body).toContain(`<code>${code}</code>`)
    expect(page.body).not.toMatch(/undefined|\[object/)
    await gateway.close()
  })
})

it('describes every frame of a live connection as it is', async () => {
  const world = await startChatWorld()
  const userId = newId()
  const socket = world.open()
  await socket.opened
  const dataOf = (name: string): Record<string, unknown> =>
    (messages[name]!.examples[0]!.payload as unknown as { data: Record<string, unknown> }).data
  const sent = ['auth', ...named('receive').filter((name) => name !== 'auth')]
  for (const name of sent) {
    const token = name === 'auth' ? { access_token: await world.authority.issue(userId) } : {}
    expect([
      name,
      faultsOf(`${name}.ack`, await socket.request(name, { ...dataOf(name), ...token })),
    ]).toEqual([name, []])
  }
  await expect(
    socket.request('message.send', { ...dataOf('message.send'), text: 'nowhere' }),
  ).rejects.toThrow()
  for (const name of named('send').filter((one) => !['ready', 'error', 'resync.required'].includes(one))) {
    const event = world.gateway.context.json.read(UserEvent, { [name.replace('.', '_')]: dataOf(name) })
    world.chat.tell(userId, event.event!)
  }
  const heard = (): string[] => socket.frames.map(({ type }) => type).filter((type) => type !== 'ack')
  await expect.poll(() => [...new Set(heard())].sort()).toEqual(named('send').sort())
  for (const frame of socket.frames.filter(({ type }) => type !== 'ack')) {
    expect([frame.type, faultsOf(frame.type, frame)]).toEqual([frame.type, []])
  }
  await world.close()
})
