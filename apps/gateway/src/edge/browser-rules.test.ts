import fastify from 'fastify'
import { afterEach, expect, it } from 'vitest'

import { registerBrowserRules } from './browser-rules.js'

const app = 'https://app.kindred.test'
let close: (() => Promise<void>) | undefined
afterEach(() => close?.())

/** The headers that a page of an origin meets, of a route and of a preflight for it. */
async function headersFor(origins: readonly string[], origin: string | undefined) {
  const server = fastify()
  close = () => server.close()
  await registerBrowserRules(server, origins)
  server.get('/things', async () => 'these')
  const headers = { ...(origin !== undefined && { origin }), 'access-control-request-method': 'GET' }
  const answers = await Promise.all([
    server.inject({ url: '/things', headers }),
    server.inject({ method: 'OPTIONS', url: '/things', headers }),
  ])
  return answers.map(({ headers: got }) => ({
    origin: got['access-control-allow-origin'],
    shown: got['access-control-expose-headers'] !== undefined,
    vary: got['vary'],
    sniff: got['x-content-type-options'],
  }))
}

it('lets pages of a configured origin read an answer, and tells caches that it depends on the origin', async () => {
  const expected = { origin: app, shown: true, vary: 'Origin', sniff: 'nosniff' }
  expect(await headersFor([app, 'https://other.test'], app)).toEqual([expected, expected])
})

it('lets no page of another origin read an answer', async () => {
  for (const origin of ['https://evil.test', 'constructor', undefined]) {
    const [answer, preflight] = await headersFor([app], origin)
    expect(answer).toEqual({ origin: undefined, shown: false, vary: 'Origin', sniff: 'nosniff' })
    expect(preflight?.origin).toBeUndefined()
  }
})

it('lets every page read an answer where all origins may', async () => {
  const expected = { origin: '*', shown: true, vary: undefined, sniff: 'nosniff' }
  for (const origin of [app, undefined]) expect(await headersFor(['*'], origin)).toEqual([expected, expected])
})

it('says nothing of origins where none is configured', async () => {
  const [answer] = await headersFor([], app)
  expect(answer).toEqual({ origin: undefined, shown: false, vary: undefined, sniff: 'nosniff' })
})
