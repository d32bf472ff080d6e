import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'

import { telegramInitData } from '@kindred/testkit'

import { type NginxServer, startNginx, whyNoNginx } from './nginx-server.js'
import { TrustingSocket } from './tls-client.js'
import { attacks } from './waf/attacks.js'
import { findWaf } from './waf/find-waf.js'
import { questions, texts } from './waf/texts.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const waf = findWaf(checkout)
const missing = whyNoNginx() ?? (waf === undefined ? 'ModSecurity for nginx is not installed' : undefined)
const why = process.env['CI'] === undefined ? missing : undefined

const hash = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Answers every request with the hash of the body that arrived, and every message of a socket with itself. */
async function startBackend(): Promise<Server> {
  const server = createServer((request, response) => {
    const sum = createHash('sha256')
    request.on('data', (chunk: Buffer) => sum.update(chunk))
    request.on('end', () => response.end(sum.digest('hex')))
  })
  new WebSocketServer({ server }).on('connection', (socket) => {
    socket.on('message', (data: Buffer) => socket.send(data.toString()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

describe.skipIf(why !== undefined)(
  `nginx with its firewall${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    let backend: Server
    let nginx: NginxServer

    beforeAll(async () => {
      backend = await startBackend()
      nginx = await startNginx(checkout, { gatewayPort: (backend.address() as AddressInfo).port, waf })
    })
    afterAll(async () => {
      await nginx?.stop()
      backend?.closeAllConnections()
      backend?.close()
    })

    async function send(method: string, path: string, body: string | Buffer, type: string): Promise<string> {
      const init = { method, body: new Uint8Array(Buffer.from(body)), headers: { 'content-type': type } }
      const response = await nginx.fetch(nginx.httpsUrl + path, init)
      return `${response.status} ${await response.text()}`
    }

    it.each([
      ['messages', 'POST', '/v1/chat/conversations/01a22b37/messages', 'text'],
      ['words of profiles', 'PATCH', '/v1/profiles/me', 'bio'],
    ])('nginx with its firewall lets all %s through as they are', async (_, method, path, field) => {
      expect(new Set(texts).size).toBeGreaterThan(250)
      const refused: string[] = []
      for (const text of texts) {
        const body = JSON.stringify({ [field]: text })
        const answer = await send(method, path, body, 'application/json')
        if (answer !== `200 ${hash(body)}`) refused.push(`${answer.slice(0, 3)} ${text}`)
      }
      expect(refused).toEqual([])
    })

    it('nginx with its firewall lets sign-ins, uploads, video notes and all verbs through', async () => {
      const init_data = telegramInitData({ id: 7, firstName: `O'Neil <b>; drop`, botToken: '1:a' })
      const signIn = JSON.stringify({ init_data, device_name: `Anna's "phone"` })
      expect(await send('POST', '/v1/auth/telegram', signIn, 'application/json')).toBe(`200 ${hash(signIn)}`)
      const photo = randomBytes(9_000_000)
      const form = 'multipart/form-data; boundary=kindred'
      expect(await send('POST', '/v1/media', photo, form)).toBe(`200 ${hash(photo)}`)
      const video = '/v1/safety/verifications/01a22b37/video'
      expect(await send('POST', video, photo, form)).toBe(`200 ${hash(photo)}`)
      for (const verb of ['PUT', 'PATCH'])
        expect(await send(verb, '/v1/profiles/me', '{}', 'application/json')).toBe(`200 ${hash('{}')}`)
      const left = await nginx.fetch(`${nginx.httpsUrl}/v1/profiles/me`, { method: 'DELETE' })
      expect(left.status).toBe(200)
    })

    it('nginx with its firewall lets a WebSocket through, whatever is written there', async () => {
      const url = `${nginx.httpsUrl.replace('https', 'wss')}/v1/chat/connect`
      const socket = new TrustingSocket(url, 'kindred.v1')
      await once(socket, 'open')
      const heard: string[] = []
      socket.on('message', (data: Buffer) => heard.push(data.toString()))
      for (const text of texts) socket.send(text)
      await expect.poll(() => heard).toEqual(texts)
      socket.close()
    })

    it('nginx with its firewall lets the addresses through that clients ask for', async () => {
      const token = `Bearer ${randomBytes(40).toString('base64url')}.${randomBytes(200).toString('base64url')}.x`
      const statuses = []
      for (const path of questions)
        statuses.push(
          `${(await nginx.get(path, { authorization: token })).status === 403 ? 403 : 'passed'} ${path}`,
        )
      expect(statuses).toEqual(questions.map((path) => `passed ${path}`))
    })

    it('nginx with its firewall refuses classic attacks with 403 and a line in its log', async () => {
      expect(attacks.length).toBeGreaterThanOrEqual(20)
      for (const { name, path, headers } of attacks) {
        const before = nginx.log().length
        const { status } = await nginx.get(path, headers)
        expect(`${name}: ${status}`).toBe(`${name}: 403`)
        const line = nginx.log().slice(before)
        expect(line, name).toContain('ModSecurity: Access denied with code 403')
      }
    })
  },
)
