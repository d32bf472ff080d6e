import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type { Stack } from '../src/index.js'
import { buildGuide, buildWeb, webFolder } from '../src/steps/web.js'
import { meetAndTalk } from './meet-and-talk.js'
import { type NginxServer, startNginx, whyNoNginx } from './nginx-server.js'
import { signIn } from './people.js'
import { createTestStack } from './test-stack.js'
import { TrustingSocket } from './tls-client.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const why = whyNoNginx()

describe.skipIf(why !== undefined)(
  `the shipped nginx config${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    let stack: Stack
    let nginx: NginxServer

    beforeAll(async () => {
      for (const build of [buildWeb, buildGuide]) expect((await build(checkout)).reason).toBeUndefined()
      stack = await createTestStack({
        environment: {
          GATEWAY_WEB_FOLDER: webFolder(checkout),
          GATEWAY_CONSOLE_FOLDER: webFolder(checkout, 'console'),
          GATEWAY_GUIDE_FOLDER: webFolder(checkout, 'guide'),
          GATEWAY_BOT_USERNAME: 'kindred_test_bot',
        },
      })
      nginx = await startNginx(checkout, {
        gatewayPort: stack.plan.ports.gateway,
        app: webFolder(checkout),
        console: webFolder(checkout, 'console'),
        guide: webFolder(checkout, 'guide'),
      })
      // A busy machine has the gateway turn the first requests away.
      await vi.waitFor(async () => expect((await nginx.get('/health')).status).toBe(200), { timeout: 60_000 })
    }, 120_000)

    afterAll(async () => {
      await nginx?.stop()
      await stack?.stop()
    })

    it('the shipped nginx config leads from http to https, and from the root to the Mini App', async () => {
      const plain = await fetch(`${nginx.httpUrl}/app/?x=1`, { redirect: 'manual' })
      expect([plain.status, plain.headers.get('location')]).toEqual([308, 'https://127.0.0.1/app/?x=1'])
      expect((await nginx.get('/')).headers['location']).toMatch(/\/app\/$/)
      expect((await nginx.get('/app?x=1')).headers['location']).toMatch(/\/app\/\?x=1$/)
      expect((await nginx.get('/console')).headers['location']).toMatch(/\/console\/$/)
    })

    it.each([
      '/app/',
      '/app/chats/01a0',
      '/app/?tgWebAppStartParam=chat_01a0',
      '/app/index.html',
      '/console/',
      '/console/cases/01a0',
      '/console/index.html',
    ])('the shipped nginx config shows the page at %s, to be framed by Telegram', async (path) => {
      const { status, headers, body } = await nginx.get(path)
      expect(status).toBe(200)
      expect(body).toContain('<div id="root">')
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
      })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain('frame-ancestors https://web.telegram.org https://*.telegram.org')
      expect(policy).toContain("connect-src 'self' wss://127.0.0.1;")
      expect(headers['x-frame-options']).toBeUndefined()
    })

    it('the shipped nginx config lets the gateway say where people without Telegram can open the app', async () => {
      const { status, headers, body } = await nginx.get('/app/config.json')
      expect([status, JSON.parse(body)]).toEqual([200, { bot_username: 'kindred_test_bot' }])
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      expect(String(headers['content-security-policy'])).toMatch(/^default-src 'none'/)
    })

    it.each([
      ['/guide/', 'no-store'],
      ['/guide/running.html', 'no-cache'],
      ['/guide/runbooks/', 'no-cache'],
    ])('the shipped nginx config shows the guide at %s as the gateway does', async (path, cache) => {
      const own = await fetch(stack.url + path)
      const { status, headers, body } = await nginx.get(path)
      expect([status, own.status]).toEqual([200, 200])
      expect(body).toBe(await own.text())
      expect([headers['cache-control'], own.headers.get('cache-control')]).toEqual([cache, cache])
      expect((await nginx.get('/guide')).headers['location']).toMatch(/\/guide\/$/)
      for (const missing of ['/guide/nothing', '/guide/nothing.html', '/guide/.inputs'])
        expect([(await nginx.get(missing)).status, (await fetch(stack.url + missing)).status]).toEqual([
          404, 404,
        ])
    })

    it.each(['/app/', '/console/', '/guide/'])(
      'the shipped nginx config has the same policy at %s as the gateway',
      async (path) => {
        const policyOf = (header: unknown): string =>
          String(header)
            .replace(/connect-src [^;]+/, '')
            .replace(/(\.telegram\.org).*$/, '$1')
        const shipped = await nginx.get(path)
        const own = await fetch(stack.url + path)
        expect(own.status).toBe(200)
        expect(policyOf(shipped.headers['content-security-policy'])).toBe(
          policyOf(own.headers.get('content-security-policy')),
        )
      },
    )

    it.each([
      ['/app', webFolder(checkout), /^core-.*\.js$/],
      ['/console', webFolder(checkout, 'console'), /^index-.*\.js$/],
    ])(
      'the shipped nginx config lets browsers keep what %s names after its contents, packed',
      async (path, build, name) => {
        const script = readdirSync(join(build, 'assets')).find((file) => name.test(file))
        const { status, headers } = await nginx.get(`${path}/assets/${script}`, { 'accept-encoding': 'gzip' })
        expect(status).toBe(200)
        expect(headers).toMatchObject({
          'cache-control': 'public, max-age=31536000, immutable',
          'content-type': 'application/javascript; charset=utf-8',
          'content-encoding': 'gzip',
        })
        const missing = await nginx.get(`${path}/assets/gone-Ab12.js`)
        expect(missing.status).toBe(404)
        expect(missing.headers['cache-control']).toBeUndefined()
        expect((await nginx.get(`${path}/.inputs`)).status).toBe(404)
      },
    )

    it('the shipped nginx config brings the API, with its own headers once', async () => {
      const health = await nginx.get('/health')
      expect(JSON.parse(health.body)).toMatchObject({ status: 'healthy' })
      expect(health.headers['x-content-type-options']).toBe('nosniff')
      expect(String(health.headers['content-security-policy'])).toMatch(/^default-src 'none'/)
      const refused = await nginx.get('/v1/profiles/me')
      expect(refused.status).toBe(401)
      expect(JSON.parse(refused.body)).toMatchObject({ code: 'UNAUTHENTICATED' })
      expect((await nginx.get('/.well-known/jwks.json')).status).not.toBe(404)
    })

    it('the shipped nginx config lets a WebSocket through', async () => {
      const url = `${nginx.httpsUrl.replace('https', 'wss')}/v1/chat/connect`
      const socket = new TrustingSocket(url, 'kindred.v1')
      await new Promise((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
      })
      expect(socket.protocol).toBe('kindred.v1')
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.send(JSON.stringify({ type: 'auth', id: '1', data: { access_token: 'nonsense' } }))
      expect(await closed).toBe(4401)
    })

    it(
      'the shipped nginx config carries two people from the sign-in to a chat, photos and live messages included',
      { timeout: 60_000 },
      async () => {
        await meetAndTalk({ url: nginx.httpsUrl, botToken: stack.botToken, fetch: nginx.fetch })
      },
    )

    it(
      'the shipped nginx config lets a video note of nearly 20 MB through',
      { timeout: 60_000 },
      async () => {
        const target = { url: nginx.httpsUrl, botToken: stack.botToken, fetch: nginx.fetch }
        const { client } = await signIn(target, 'Vera')
        const { verification_id: id } = await client.safety.startVerification()
        const head = Buffer.from('\0\0\0\x18ftypmp42', 'latin1')
        await client.submitVideoNote(id, new Blob([head, Buffer.alloc(19 * 1024 * 1024)]))
        await expect(client.safety.startVerification()).rejects.toMatchObject({
          code: 'VERIFICATION_PENDING',
        })
      },
    )

    it('the shipped nginx config answers a problem while the gateway is away', async () => {
      const { status, headers, body } = await nginx.get('/telegram')
      expect([status, headers['content-type']]).toEqual([503, 'application/problem+json'])
      expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'SERVICE_UNAVAILABLE' })
    })
  },
)
