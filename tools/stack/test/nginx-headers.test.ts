import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type NginxServer, startNginx, whyNoNginx } from './nginx-server.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const why = whyNoNginx()
const hsts = 'max-age=31536000; includeSubDomains'

/** In front of something that sends its own headers, as the gateway does; no Kindred runs. */
describe.skipIf(why !== undefined)(
  `the headers of the shipped nginx config${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    const temp = mkdtempSync(join(tmpdir(), 'kindred-pages-'))
    const folder = join(temp, 'pages')
    const gateway = createServer((_request, response) => {
      const headers = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }
      response.writeHead(200, {
        ...headers,
        'strict-transport-security': hsts,
        'content-type': 'application/json',
      })
      response.end('{}')
    })
    let nginx: NginxServer

    beforeAll(async () => {
      mkdirSync(join(folder, 'assets'), { recursive: true })
      writeFileSync(join(folder, 'index.html'), '<title>x</title>')
      writeFileSync(join(folder, 'assets', 'x-1.css'), 'a {}')
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
      const { port } = gateway.address() as AddressInfo
      nginx = await startNginx(checkout, { gatewayPort: port, app: folder, console: folder, guide: folder })
    })
    afterAll(async () => {
      await nginx?.stop()
      gateway.close()
      rmSync(temp, { recursive: true })
    })

    it.each([
      ['/app/', 200],
      ['/console/', 200],
      ['/guide/', 200],
      ['/app/assets/x-1.css', 200],
      ['/app/assets/gone.js', 404],
      ['/guide/gone.html', 404],
      ['/', 302],
      ['/app', 308],
      ['/v1/profiles/me', 200],
      ['/telegram', 503],
    ])('the shipped nginx config protects every answer, once: %s', async (path, status) => {
      const answer = await nginx.get(path)
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({
        'strict-transport-security': hsts,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
    })

    it('the shipped nginx config names the characters of every text', async () => {
      for (const [path, type] of [
        ['/app/', 'text/html; charset=utf-8'],
        ['/app/assets/x-1.css', 'text/css; charset=utf-8'],
        ['/v1/profiles/me', 'application/json'],
      ] as const)
        expect((await nginx.get(path)).headers['content-type']).toBe(type)
    })

    it('the shipped nginx config leads pages from http to https, and refuses programs there', async () => {
      const statusOf = async (path: string): Promise<number> =>
        (await fetch(nginx.httpUrl + path, { redirect: 'manual' })).status
      expect(await statusOf('/app/')).toBe(308)
      expect(await statusOf('/v1/profiles/me')).toBe(403)
    })
  },
)
