import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, it } from 'vitest'

import { noticeHang } from './notice-hang.js'

/** An app that says that it lives, as long as it is told to. */
async function open() {
  let isSilent = false
  let asked = 0
  const server = createServer((_request, response) => {
    asked += 1
    if (!isSilent) response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/livez`,
    asked: () => asked,
    fallSilent: () => void (isSilent = true),
    close: () => (server.closeAllConnections(), server.close()),
  }
}

const patience = { timeout: 60_000 }

it('an app that says nothing any more is told of once, and one that never lived is waited for', async () => {
  const [app, unborn] = [await open(), await open()]
  unborn.fallSilent()
  const told: string[] = []
  const stops = [
    noticeHang({ url: app.url, withinMs: 5_000 }, () => told.push('app')),
    noticeHang({ url: unborn.url, withinMs: 500 }, () => told.push('unborn')),
  ]
  await expect.poll(app.asked, patience).toBeGreaterThan(1)
  expect(told).toEqual([])
  app.fallSilent()
  await expect.poll(() => told, patience).toEqual(['app'])
  const asked = app.asked()
  const rounds = unborn.asked()
  await expect.poll(unborn.asked, patience).toBeGreaterThan(rounds + 6)
  expect([told, app.asked()]).toEqual([['app'], asked])
  for (const stop of stops) stop()
  app.close()
  unborn.close()
})
