import { randomBytes, randomUUID } from 'node:crypto'
import { connect } from 'node:http2'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { match, sees } from './couples.js'
import { type Person, settle } from './people.js'
import { createTestStack, type TestStack } from './test-stack.js'

const place = { latitude: 38.7222524, longitude: -9.1393366 }
const names = ['Wilhelmina', 'Bartholomew'] as const
const word = (): string => randomBytes(6).toString('hex')

let stack: TestStack
let people: readonly [Person, Person]
let conversationId: string

beforeAll(async () => {
  stack = await createTestStack()
  people = await Promise.all([
    settle(stack, { name: names[0], gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(stack, { name: names[1], gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  await Promise.all([sees(people[0], people[1]), sees(people[1], people[0])])
  conversationId = await match(people[0], people[1])
})
afterAll(() => stack?.stop())

/** The series of all apps but their numbers: `name{label="value"}`. */
async function readSeries(): Promise<Set<string>> {
  const texts = await Promise.all(
    Object.values(stack.plan.ports.ops).map(async (port) =>
      (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    ),
  )
  return new Set(texts.flatMap((text) => [...text.matchAll(/^[a-z_]+(?:\{.*\})?(?= )/gm)].map(String)))
}

/** What strangers and people can make up, new each time: paths, methods, ids, texts, headers and codes. */
async function makeUp(): Promise<void> {
  const { url } = stack
  const [{ client, token }] = people
  const authorization = `Bearer ${token()}`
  const headers = { authorization, 'user-agent': word(), 'accept-language': word(), 'x-request-id': word() }
  const ask = (path: string, init: RequestInit = {}) => fetch(url + path, { headers, ...init })
  const posts = (body: unknown): RequestInit => ({
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  await Promise.all([
    ask(`/${word()}`),
    ask(`/v1/${word()}/${randomUUID()}`),
    ask(`/v1/profiles/${randomUUID()}`),
    ask(`/v1/profiles/${word()}?${word()}=${word()}`),
    ask(`/v1/chat/conversations/${randomUUID()}/messages?page_token=${word()}`),
    ask(`/v1/media/photos/${word()}`),
    ask(`/app/${word()}.js`),
    ask(`/docs/${word()}`),
    ask(`/guide/${word()}`),
    ask('/v1/profiles/me', { method: 'PROPFIND' }),
    ask('/v1/profiles/me', { headers: { authorization: `Bearer ${word()}` } }),
    ask('/v1/auth/telegram', posts({ init_data: word() })),
    ask('/v1/discovery/likes', posts({ target_user_id: randomUUID() })),
    ask('/v1/safety/reports', posts({ target_user_id: randomUUID(), reason: word().toUpperCase() })),
    client.chat.sendMessage({
      conversation_id: conversationId,
      client_message_id: word(),
      text: `https://${word()}.example`,
    }),
    ...Object.values(stack.plan.ports.rpc).map((port) => callUnknown(port)),
  ])
}

/** A call of an RPC that is not there. */
const callUnknown = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`)
    const call = session.request({
      ':method': 'POST',
      ':path': `/kindred.${word()}.v1.${word()}/${word()}`,
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    call.on('error', reject)
    call.on('close', () => session.close(() => resolve()))
    call.resume()
    call.end()
  })

it('what anybody makes up adds no series, however often it is something new', async () => {
  for (let round = 0; round < 3; round += 1) await makeUp()
  const before = await readSeries()
  expect(before.size).toBeGreaterThan(200)
  for (let round = 0; round < 10; round += 1) await makeUp()
  const added = [...(await readSeries())].filter((series) => !before.has(series))
  expect(added.filter((series) => !/_bucket\{/.test(series))).toEqual([])
})

it('no label has an id, a name, an address or a text of somebody', async () => {
  const labels = [...(await readSeries())].flatMap((series) =>
    [...series.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => ({ label: label!, value: value! })),
  )
  const personal = new RegExp(
    [
      ...names,
      ...people.flatMap(({ userId, telegramId }) => [userId, String(telegramId)]),
      conversationId,
      '[0-9a-f]{8}-[0-9a-f]{4}-',
      String.raw`\d+\.\d+\.\d+\.\d+`,
    ].join('|'),
    'i',
  )
  expect(labels.length).toBeGreaterThan(200)
  expect(labels.filter(({ label, value }) => label !== 'le' && personal.test(value))).toEqual([])
})

it('no metric of Kindred has more than a hundred series, for all apps together', async () => {
  const counts = new Map<string, number>()
  for (const series of await readSeries()) {
    const [name] = /^[a-z_]+/.exec(series)!
    if (name.startsWith('kindred_') && !name.endsWith('_bucket'))
      counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  expect(counts.size).toBeGreaterThan(30)
  expect([...counts].filter(([, count]) => count > 100)).toEqual([])
})
