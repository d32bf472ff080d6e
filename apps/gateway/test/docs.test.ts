import { afterAll, beforeAll, expect, it } from 'vitest'

import { startGateway, type TestGateway } from './harness.js'
import { send } from './requests.js'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway({ config: { publicUrl: 'https://kindred.test' } })
})
afterAll(() => gateway.close())

it('serves the document', async () => {
  const answer = await send(gateway, { url: '/openapi.json' })
  expect(answer.json).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://kindred.test' }] })
})

it('shows it on a page that loads nothing from anywhere else', async () => {
  const page = await send(gateway, { url: '/docs' })
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("script-src 'self';")
  expect(page.headers['content-security-policy']).not.toContain('http')
  const loaded = [...page.body.matchAll(/<(?:link|script)[^>]*(?:src|href)="([^"]+)"/g)].map(
    ([, url]) => url!,
  )
  expect(loaded).toHaveLength(5)
  for (const url of loaded) {
    const file = await send(gateway, { url })
    expect([url, file.status]).toEqual([url, 200])
    if (url.endsWith('.css')) expect(file.body).not.toMatch(/url\(["']?(?:https?:)?\/\//)
  }
  const start = await send(gateway, { url: '/docs/start.js' })
  expect(start.body).toContain('validatorUrl: null')
  expect(start.body).not.toContain('://')
})

it.each([
  [{}, 'Open this installation’s bot in Telegram.'],
  [{ botUsername: 'kindred_bot' }, '<a href="https://t.me/kindred_bot">@kindred_bot</a>'],
  [{ simulatorUrl: 'http://127.0.0.1:8090/', webFolder: '/tmp' }, '<a href="/app/">here</a>'],
])('says at / what this is, and leads on (%o)', async (config, text) => {
  const other = await startGateway({ config })
  const page = await send(other, { url: '/' })
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.body).toContain('A dating platform for Telegram that anyone can host')
  expect(page.body).toContain(text)
  const paths = [...page.body.matchAll(/href="(\/[^"]*)"/g)].map(([, url]) => url!)
  expect(paths).toEqual(
    expect.arrayContaining(['/docs', '/docs/websocket', '/openapi.json', '/asyncapi.json', '/health']),
  )
  for (const url of paths.filter((path) => !path.startsWith('/app') && path !== '/health')) {
    expect([url, (await send(other, { url })).status]).toEqual([url, 200])
  }
  await other.close()
})

it.each(['..%2fpackage.json', 'index.html', 'constructor', '__proto__'])('has no file %s', async (file) => {
  expect(await send(gateway, { url: `/docs/${file}` })).toMatchObject({
    status: 404,
    json: { code: 'ROUTE_NOT_FOUND' },
  })
})

it('leads from the type of a problem to a page about its code', async () => {
  const { json } = await send(gateway, { url: '/v1/profiles/me' })
  expect(json['type']).toBe('https://kindred.test/problems/unauthenticated')
  const page = await send(gateway, { url: new URL(String(json['type'])).pathname })
  expect(page.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(page.body).toMatch(/^UNAUTHENTICATED\n\nThis operation needs an access token/)
})

it('names the operations that answer with a code', async () => {
  const { body } = await send(gateway, { url: '/problems/profile-exists' })
  expect(body).toContain('CreateProfile (POST /v1/profiles)')
  expect((await send(gateway, { url: '/problems/-x' })).status).toBe(404)
  expect((await send(gateway, { url: '/problems/%3Cscript%3E' })).status).toBe(404)
})
