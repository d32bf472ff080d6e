import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'

import { expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { createTestAuthority, testLog } from '@kindred/testkit'

import { startGateway } from './harness.js'
import { send } from './requests.js'

it('counts a caller whose connection broke before the limits are looked at', async () => {
  const authority = await createTestAuthority()
  let asked = false
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const keys = {
    async findKey() {
      asked = true
      await released
      return undefined
    },
  }
  const verifierOptions = (self: string) => ({ ...authority.verifierOptions(self), keys })
  const gateway = await startGateway({ authority: { ...authority, verifierOptions } })
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  testLog.clear()

  const socket = connect((gateway.app.server.address() as AddressInfo).port, '127.0.0.1')
  const token = await authority.issue(newId())
  socket.write(`GET /v1/profiles/me HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`)
  await expect.poll(() => asked).toBe(true)
  socket.resetAndDestroy()
  await once(socket, 'close')
  const connections = () =>
    new Promise((resolve) => gateway.app.server.getConnections((_, count) => resolve(count)))
  await expect.poll(connections).toBe(0)
  release()

  // By the time that a later request has its answer the lost one has been dealt with.
  expect((await send(gateway, { url: '/v1/profiles/me', token })).status).toBe(401)
  expect(testLog.records().map(({ message }) => message)).not.toContain('a request failed')
  await gateway.close()
})
