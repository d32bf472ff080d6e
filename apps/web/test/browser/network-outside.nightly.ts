import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { describe, expect, inject, it, onTestFinished } from 'vitest'

import { seriousFaults } from './axe.js'
import { networkWorld } from './network-world.js'
import { chromiumPath } from './phone.js'
import { startStack } from './stack.js'

const world = networkWorld()
const stack = inject('stack')

describe.skipIf(chromiumPath === undefined)('the app in a plain browser', () => {
  it.each([
    ['en', 'Kindred lives in Telegram', 'Try it in the simulator'],
    ['ru', 'Kindred живёт в Telegram', 'Попробовать в симуляторе'],
  ] as const)(
    'the app in a plain browser says kindly where Kindred lives and offers the simulator (%s)',
    async (locale, title, simulator) => {
      const page = await (await world.browser().newContext({ locale })).newPage()
      await page.goto(`${stack.url}/app/chats`)
      await page.getByRole('heading', { name: title }).waitFor()
      const link = page.getByRole('link', { name: simulator })
      expect(await link.getAttribute('href')).toBe(new URL('/', stack.simulatorUrl).href)
      expect(await page.getByRole('link').count()).toBe(1)
      expect(await seriousFaults(page)).toEqual([])
      await link.click()
      await page.waitForURL(new URL('/', stack.simulatorUrl).href)
      expect(await page.title()).toBe('Kindred in a simulated Telegram')
      await page.context().close()
    },
  )

  it(
    'the app in a plain browser leads to the bot in Telegram, and to no simulator, when the operator gave a BOT_TOKEN',
    { timeout: 180_000 },
    async () => {
      const telegram = await startTelegram('kindred_riga_bot')
      const real = await startStack({ BOT_TOKEN: `77:${'a'.repeat(35)}`, TELEGRAM_API_ROOT: telegram.url })
      onTestFinished(() => real.stop())
      const page = await (await world.browser().newContext({ locale: 'en' })).newPage()
      await page.goto(`${real.url}/app/`)
      const link = page.getByRole('link', { name: 'Open in Telegram' })
      expect(await link.getAttribute('href')).toBe('https://t.me/kindred_riga_bot')
      expect(await page.getByRole('link').count()).toBe(1)
      expect(await seriousFaults(page)).toEqual([])
      await page.context().close()
    },
  )
})

/** As much of Telegram as a bot needs to be told its name. */
async function startTelegram(username: string): Promise<{ url: string }> {
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/getUpdates')) return
    const result = request.url?.endsWith('/getMe')
      ? { id: 77, is_bot: true, first_name: 'Kindred', username }
      : true
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
