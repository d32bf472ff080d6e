import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { browserOfFile, somewhere } from './browser-of-file.js'
import { type Person, seesPeople, settle, until } from './people.js'
import { chromiumPath } from './phone.js'
import { callsOf, drivenClient } from './telegram-client.js'

const stack = inject('stack')
const { open } = browserOfFile()

const resident = (name: string, place = somewhere()): Promise<Person> =>
  settle(stack, { name, gender: 'WOMAN' }, { ...place, wants: 'MAN' })
const settingsOf = ({ client }: Person) => client.notification.getSettings()
const kindOf = async (person: Person, kind: string): Promise<boolean | undefined> =>
  (await settingsOf(person)).kinds.find((each) => each.kind === kind)?.on

const withClient = (status: 'allowed' | 'cancelled') => (page: Page) => drivenClient(page, status)
const questions = async (page: Page): Promise<number> =>
  (await callsOf(page, 'web_app_request_write_access')).length

describe.skipIf(chromiumPath === undefined)('the notification settings', { timeout: 90_000 }, () => {
  it('the notification settings are switched one by one, and say what the server has', async () => {
    const anna = await resident('Anna')
    const page = await open(anna, { path: '/settings' })
    await page.getByRole('link', { name: /^Notifications/ }).click()
    await page.getByRole('switch', { name: 'Messages', exact: true }).click()
    await expect.poll(() => kindOf(anna, 'MESSAGE')).toBe(false)
    await page.getByRole('switch', { name: 'Show the words of messages' }).click()
    await expect.poll(async () => (await settingsOf(anna)).message_preview).toBe(false)
    await page.getByLabel('From').fill('21:30')
    await page.getByLabel('Until').fill('09:15')
    await expect
      .poll(() => settingsOf(anna))
      .toMatchObject({ quiet_on: true, quiet_from: '21:30', quiet_to: '09:15' })
    await page.getByRole('switch', { name: 'Quiet hours' }).click()
    await expect.poll(() => page.getByLabel('From').count()).toBe(0)
    await page.getByRole('switch', { name: 'Pause all' }).click()
    await expect.poll(() => settingsOf(anna)).toMatchObject({ paused: true, quiet_on: false })
    await expect.poll(() => page.getByRole('switch', { name: 'Matches' }).isDisabled()).toBe(true)
    expect(await kindOf(anna, 'MATCH')).toBe(true)
    expect(await page.getByRole('switch', { name: 'Safety' }).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('the notification settings follow what was changed in the chat with the bot', async () => {
    const anna = await resident('Anna')
    await anna.client.notification.updateSettings({ kinds: [{ kind: 'LIKE', on: false }] })
    const page = await open(anna, { path: '/settings/notifications' })
    await expect.poll(() => page.getByRole('switch', { name: 'Likes', exact: true }).isChecked()).toBe(false)
  })

  it('the notification settings take a refused change back and say so', async () => {
    const anna = await resident('Anna')
    const page = await open(anna, { path: '/settings/notifications' })
    await page.route('**/v1/notifications/settings', (route) =>
      route.request().method() === 'PATCH' ? route.abort('connectionfailed') : route.fallback(),
    )
    const messages = page.getByRole('switch', { name: 'Messages', exact: true })
    await messages.click()
    await page.getByText('No connection. Please try again once you’re online.').waitFor()
    await expect.poll(() => messages.isChecked()).toBe(true)
  })

  it('the notification settings keep the zone that was chosen, and offer that of the device', async () => {
    const anna = await resident('Anna')
    await anna.client.notification.updateSettings({ time_zone: 'Pacific/Auckland' })
    const page = await open(anna, { path: '/settings/notifications' })
    await page.getByText('By the clock of Pacific/Auckland.').waitFor()
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
    await page.getByRole('button', { name: `Use the clock of ${zone.replace(/_/g, ' ')}` }).click()
    await expect.poll(async () => (await settingsOf(anna)).time_zone).toBe(zone)
  })

  it('the notification settings say that the bot cannot write, and Telegram’s question mends it', async () => {
    const anna = await resident('Anna')
    let isAllowed = false
    const page = await open(anna, {
      path: '/settings/notifications',
      async prepare(page) {
        await withClient('allowed')(page)
        await page.route('**/v1/bot/reachable', (route) => {
          isAllowed = true
          return route.fallback()
        })
        await page.route('**/v1/notifications/settings', async (route) => {
          const answer = await route.fetch()
          const settings = (await answer.json()) as object
          await route.fulfill({ response: answer, json: { ...settings, reachable: isAllowed } })
        })
      },
    })
    await page.getByRole('heading', { name: 'The bot can’t write to you' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Let it write to me' }).click()
    await expect.poll(() => page.getByRole('heading', { name: 'The bot can’t write to you' }).count()).toBe(0)
    expect(await questions(page)).toBe(1)
  })
})

describe.skipIf(chromiumPath === undefined)('the device’s time zone', { timeout: 90_000 }, () => {
  it('the device’s time zone is told when the app is opened and none is known, and never in place of another', async () => {
    const anna = await resident('Anna')
    expect((await settingsOf(anna)).time_zone).toBe('')
    const page = await open(anna)
    await page.locator('.tabs').waitFor()
    const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
    await expect.poll(async () => (await settingsOf(anna)).time_zone).toBe(zone)
    await anna.client.notification.updateSettings({ time_zone: 'Pacific/Auckland' })
    const patches: string[] = []
    const again = await open(anna, {
      prepare: (page) => Promise.resolve(page.on('request', (request) => patches.push(request.method()))),
    })
    await again.locator('.tabs').waitFor()
    await again.waitForLoadState('networkidle')
    expect(patches).not.toContain('PATCH')
  })
})

describe.skipIf(chromiumPath === undefined)('the permission to write', { timeout: 90_000 }, () => {
  async function liking(name: string, prepare?: (page: Page) => Promise<unknown>) {
    const place = somewhere()
    const anna = await resident(name, place)
    for (const other of ['Ben', 'Carl'])
      await settle(stack, { name: other, gender: 'MAN' }, { ...place, wants: 'WOMAN' })
    await seesPeople(anna, 2)
    const page = await open(anna, { prepare })
    const like = () => page.getByRole('button', { name: /^Like/ }).click()
    return { anna, page, like, sheet: page.getByRole('dialog', { name: 'Shall we tell you?' }) }
  }
  const likesLeft = ({ client }: Person) => client.discovery.listCandidates({ page_size: 10 })

  it('the permission to write is asked for after the first like, with why before Telegram asks', async () => {
    const { page, like, sheet } = await liking('Anna', withClient('allowed'))
    await like()
    await sheet.waitFor()
    expect(await questions(page)).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await sheet.getByRole('button', { name: 'Yes, tell me' }).click()
    await page.getByText('Good, we’ll tell you.').waitFor()
    expect(await questions(page)).toBe(1)
  })

  it('the permission to write is asked for once, and a no changes nothing', async () => {
    const { anna, page, like, sheet } = await liking('Anna', withClient('cancelled'))
    await like()
    await sheet.getByRole('button', { name: 'Not now' }).click()
    await expect.poll(() => sheet.count()).toBe(0)
    await like()
    await until(async () => (await likesLeft(anna)).candidates.length === 0, 'both likes arrived')
    expect(await sheet.count()).toBe(0)
    expect(await questions(page)).toBe(0)
  })

  it('the permission to write is not asked for where no client could give it', async () => {
    const { anna, like, sheet } = await liking('Anna')
    await like()
    await until(async () => (await likesLeft(anna)).candidates.length === 1, 'the like arrived')
    expect(await sheet.count()).toBe(0)
  })
})
