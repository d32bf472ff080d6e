import type { Page } from 'playwright-core'

import { drivenClient } from '../browser/telegram-client.js'
import type { Camera } from './camera.js'
import { newcomer, type Target } from './people.js'
import type { World } from './world.js'

const bot = (page: Page) =>
  page.route('**/config.json', (route) => route.fulfill({ json: { bot_username: 'kindred_riga_bot' } }))

/** Changes what the server says to a GET. */
const changed = (path: string, more: object) => (page: Page) =>
  page.route(`**/v1/${path}`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue()
    const response = await route.fetch()
    return route.fulfill({ response, json: { ...((await response.json()) as object), ...more } })
  })

/** What the bot tells, what it may tell, and how friends come. */
export async function shootNews(camera: Camera, { anna }: World, target: Target): Promise<void> {
  const settings = await camera.open(anna, '/settings/notifications')
  await settings.locator('.quiet-hours').waitFor()
  await camera.shoot('notifications', { end: true })
  const blocked = await camera.open(anna, '/settings/notifications', async (page) => {
    await bot(page)
    await drivenClient(page, 'cancelled')
    const zone = { reachable: false, paused: true, time_zone: 'Pacific/Auckland' }
    await changed('notifications/settings', zone)(page)
  })
  await blocked.locator('.unreachable .button-soft').waitFor()
  await camera.shoot('notifications-unreachable', { end: true })
  const invite = await camera.open(anna, '/invite', async (page) => {
    await bot(page)
    await changed('auth/invitation', { required: true, sign_ups: 3 })(page)
  })
  await invite.locator('.main-action .button').waitFor()
  await camera.shoot('invite')
  const uninvited = await camera.open(newcomer(target), '/', (page) =>
    page.route('**/v1/auth/telegram', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { type: 'about:blank', title: '', status: 403, detail: '', code: 'INVITATION_REQUIRED' },
      }),
    ),
  )
  await uninvited.locator('.state .button').first().waitFor()
  await camera.shoot('system-uninvited')
  await shootWriting(camera, anna)
}

async function shootWriting(camera: Camera, anna: World['anna']): Promise<void> {
  const deck = await camera.open(anna, '/deck', async (page) => {
    await drivenClient(page, 'cancelled')
    await page.route('**/v1/discovery/like', (route) => route.fulfill({ json: { matched: false } }))
  })
  await deck.locator('.swipe-card[data-depth="0"] .photo-loaded').waitFor()
  await deck.keyboard.press('ArrowRight')
  await deck.locator('dialog').waitFor()
  await camera.shoot('writing-sheet')
}
