import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { networkWorld } from './network-world.js'
import { signIn } from './people.js'
import { chromiumPath } from './phone.js'
import { adminTelegramId } from './stack.js'

const world = networkWorld()

type Told = { calls: [string, string][] }

/** A client that notes what it is told, around an app whose bot is known. */
async function inClient(page: Page): Promise<void> {
  await page.route('**/config.json', (route) => route.fulfill({ json: { bot_username: 'kindred_riga_bot' } }))
  await page.addInitScript(() => {
    const seen = window as unknown as Told & { TelegramWebviewProxy: object }
    seen.calls = []
    seen.TelegramWebviewProxy = {
      postEvent: (name: string, data: string) => seen.calls.push([name, data]),
    }
  })
}

describe.skipIf(chromiumPath === undefined)('the way to the badge', { timeout: 90_000 }, () => {
  it('the way to the badge says what it is and is not, and leads into the bot', async () => {
    const page = await world.open(await world.resident(), { path: '/profile', prepare: inClient })
    await page.getByRole('button', { name: 'Get verified' }).click()
    const sheet = page.getByRole('dialog', { name: 'Get verified' })
    await sheet.getByText('It’s no proof of who somebody is.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Go on in the bot' }).click()
    const calls = () => page.evaluate(() => (window as unknown as Told).calls.slice(-2))
    await expect.poll(calls).toMatchObject([
      ['web_app_open_tg_link', '{"path_full":"/kindred_riga_bot?start=verify"}'],
      ['web_app_close', '{}'],
    ])
  })

  it('the way to the badge gives way to the badge', async () => {
    const anna = await world.resident()
    const admin = await signIn(inject('stack'), 'Adela', adminTelegramId)
    await admin.client.profile.setVerified({ user_id: anna.userId, verified: true, reason: 'Seen.' })
    const page = await world.open(anna, { path: '/profile', prepare: inClient })
    await page.getByText('Your photos are verified').waitFor()
    expect(await page.getByText('Get verified').count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
  })
})
