import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'

import { runCommand } from './command.js'
import { startNginx, whyNoNginx } from './nginx-server.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const why = whyNoNginx()
const token = '1:secret-of-the-bot'

/** What the gateway and Telegram answer here; each test bends what it is about. */
let health = 'healthy'
let clockMs = 0
let webhook: object = { url: '', pending_update_count: 0 }

const answer: RequestListener = (request, response) => {
  response.setHeader('date', new Date(Date.now() + clockMs).toUTCString())
  response.setHeader('x-content-type-options', 'nosniff')
  if (request.url === '/health') return void response.end(JSON.stringify({ status: health }))
  if (request.url === `/bot${token}/getWebhookInfo`)
    return void response.end(JSON.stringify({ ok: true, result: webhook }))
  response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{}')
}

describe.skipIf(why !== undefined)(`doctor --url${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-doctor-'))
  const page = join(folder, 'page')
  const server = createServer(answer)
  const sockets = new WebSocketServer({ server, path: '/v1/chat/connect' })
  sockets.on('connection', (socket) => socket.once('message', () => socket.close(4401)))
  let gatewayPort = 0

  beforeAll(async () => {
    mkdirSync(page)
    writeFileSync(join(page, 'index.html'), '<div id="root"></div>')
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    gatewayPort = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    sockets.close()
    server.close()
    rmSync(folder, { recursive: true })
  })

  type Fault = readonly [from: string, to: string]
  interface Said {
    readonly code: number | null
    readonly faults: string[]
    readonly output: string
  }

  async function doctor({ faults = [], days = 30 }: { faults?: Fault[]; days?: number } = {}): Promise<Said> {
    const nginx = await startNginx(checkout, {
      gatewayPort,
      app: page,
      console: page,
      guide: page,
      faults,
      days,
    })
    try {
      const environment = {
        NODE_EXTRA_CA_CERTS: nginx.certificate,
        BOT_TOKEN: token,
        TELEGRAM_API_ROOT: `http://127.0.0.1:${gatewayPort}`,
      }
      // Each way to say where Kindred is, as an operator would write it.
      webhook = JSON.parse(JSON.stringify(webhook).replace('<here>', nginx.httpsUrl)) as object
      const command = runCommand('doctor.mjs', ['--url', nginx.httpsUrl], environment)
      const code = await command.exited
      const output = command.output()
      return { code, output, faults: [...output.matchAll(/✗ (\S+(?: \S+)?) {2,}/g)].map(([, name]) => name!) }
    } finally {
      await nginx.stop()
    }
  }

  it('doctor --url finds nothing to mend behind the shipped nginx', async () => {
    webhook = { url: '<here>/telegram', pending_update_count: 2 }
    const { code, faults, output } = await doctor()
    expect({ code, faults }, output).toEqual({ code: 0, faults: [] })
    for (const name of [
      'certificate',
      'health',
      'clock',
      'mini app',
      'caching',
      'headers',
      'frames',
      'websocket',
      'uploads',
      'webhook',
    ])
      expect(output).toContain(`✓ ${name.padEnd(12)} `)
    expect(output).not.toContain(token)
  })

  it.each<[fault: string, named: string, plant: Fault]>([
    ['sockets that are not upgraded', 'websocket', ['proxy_set_header Upgrade $http_upgrade;', '']],
    ['uploads of a megabyte', 'uploads', ['client_max_body_size 12m;', 'client_max_body_size 1m;']],
    ['no HSTS', 'headers', ["'' 'max-age=31536000; includeSubDomains';", "'' '';"]],
    ['no nosniff', 'headers', ["'' 'nosniff';", "'' '';"]],
    ['no policy', 'headers', ['add_header Content-Security-Policy $app_policy;', '']],
    [
      'frames for nobody',
      'frames',
      ['frame-ancestors https://web.telegram.org https://*.telegram.org', "frame-ancestors 'none'"],
    ],
    ['pages that are kept', 'caching', ["'no-store';", "'max-age=600';"]],
  ])('doctor --url names %s', async (_fault, named, plant) => {
    webhook = { url: '', pending_update_count: 0 }
    const { code, faults, output } = await doctor({ faults: [plant] })
    expect(code, output).toBe(1)
    expect(faults).toContain(named)
  })

  it('doctor --url names a certificate that ends soon', async () => {
    const { code, faults, output } = await doctor({ days: 3 })
    expect({ code, faults }, output).toEqual({ code: 1, faults: ['certificate'] })
  })

  it('doctor --url names a certificate that nobody has signed, and goes on', async () => {
    const nginx = await startNginx(checkout, { gatewayPort, app: page, console: page, guide: page })
    const command = runCommand('doctor.mjs', ['--url', nginx.httpsUrl], {})
    expect(await command.exited).toBe(1)
    await nginx.stop()
    expect(command.output()).toMatch(/✗ certificate +phones refuse the certificate[^]*✓ websocket/)
  })

  it('doctor --url names what is ill, a wrong clock, a missing Mini App and a lost webhook', async () => {
    health = 'degraded'
    clockMs = 120_000
    webhook = { url: 'https://elsewhere.example/telegram', pending_update_count: 9 }
    // Straight to what stands for the gateway: nginx puts its own clock into its answers.
    const environment = { BOT_TOKEN: token, TELEGRAM_API_ROOT: `http://127.0.0.1:${gatewayPort}` }
    const command = runCommand('doctor.mjs', ['--url', `http://127.0.0.1:${gatewayPort}`], environment)
    expect(await command.exited).toBe(1)
    const named = [...command.output().matchAll(/✗ (\S+(?: \S+)?) {2,}/g)].map(([, name]) => name)
    expect(named).toEqual(['certificate', 'health', 'clock', 'mini app', 'webhook'])
  })

  it('doctor --url says in one sentence what it cannot reach and what is no address', async () => {
    const away = runCommand('doctor.mjs', ['--url', 'https://127.0.0.1:9'], {})
    expect(await away.exited).toBe(1)
    expect(away.output()).toMatch(/✗ health +nothing answers \(.*ECONNREFUSED/)
    const none = runCommand('doctor.mjs', ['--url', 'kindred'], {})
    expect([await none.exited, none.output()]).toEqual([
      1,
      'Say which address: npm run doctor -- --url https://kindred.example\n',
    ])
  })
})
