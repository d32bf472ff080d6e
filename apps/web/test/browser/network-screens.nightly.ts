import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { goTo, networkWorld, texts, write } from './network-world.js'
import { match, type Person, seesPeople, settle, signIn } from './people.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()
const stack = inject('stack')
const routesFile = fileURLToPath(new URL('../../src/app/routes.tsx', import.meta.url))
const routes = [...readFileSync(routesFile, 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path!)
const themes = ['light', 'dark'] as const

/** Somebody with a card in the deck, a like to answer, a match and a conversation. */
async function busyLife(): Promise<{ anna: Person; ben: Person; id: string }> {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  const man = (name: string) =>
    settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN', photos: 1 }, world.browser())
  const woman = { ...place, wants: 'MAN', photos: 2 } as const
  const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, woman, world.browser())
  const [ben, carl, dan] = [await man('Ben'), await man('Carl'), await man('Dan')]
  await man('Emil')
  await seesPeople(anna, 4)
  await expect
    .poll(() => dan.client.discovery.like({ target_user_id: anna.userId }).then(() => 'liked', String), {
      timeout: 60_000,
    })
    .toBe('liked')
  await match(anna, carl)
  const id = await match(anna, ben)
  await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'b1', text: 'Hi Anna' })
  return { anna, ben, id }
}

/** Waits until a screen shows what it has, then asks axe. */
async function expectNoFault(page: Page, what: string): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await expect.poll(() => page.locator('.skeleton').count(), { timeout: 60_000 }).toBe(0)
  expect([what, await seriousFaults(page)]).toEqual([what, []])
}

describe.skipIf(chromiumPath === undefined)('axe finds no serious fault', { timeout: 240_000 }, () => {
  it.each(themes)(
    'axe finds no serious fault on any screen that has an address, with and without people on it (%s)',
    async (theme) => {
      const { anna, ben, id } = await busyLife()
      const page = await world.open(anna, { path: '/deck', theme })
      expect(routes.length).toBeGreaterThan(15)
      for (const route of routes) {
        await goTo(page, route.replace(':conversationId', id).replace(':userId', ben.userId))
        await expectNoFault(page, route)
      }
      const lonely = await world.open(await world.resident(), { path: '/deck', theme })
      for (const route of ['/deck', '/likes', '/chats', '/chats/01890000-0000-7000-8000-00000000abcd']) {
        await goTo(lonely, route)
        await expectNoFault(lonely, `${route}, empty`)
      }
    },
  )

  it.each(themes)('axe finds no serious fault on what lies over the screens (%s)', async (theme) => {
    const { anna, id } = await busyLife()
    const page = await world.open(anna, { path: '/likes', theme })
    const open = async (path: string, press: () => Promise<void>): Promise<void> => {
      await goTo(page, path)
      await press()
      await page.getByRole('dialog').waitFor()
      await expectNoFault(page, `a sheet over ${path}`)
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
    await open('/likes', () => page.locator('.like').first().click())
    await open('/chats', async () => {
      await goTo(page, `/chats/${id}`)
      await page.getByRole('button', { name: 'More: Ben' }).click()
    })
    await open('/deck', () => page.getByRole('button', { name: 'Superlike' }).click())
    await open('/profile/photos', () => page.getByRole('button', { name: 'Photo 1' }).click())
    await open('/settings/delete', () => page.getByRole('button', { name: 'Delete my account…' }).click())
    await page.context().setOffline(true)
    await page.getByText('You’re offline').waitFor()
    await expectNoFault(page, 'the banner')
    await page.context().setOffline(false)
  })

  it.each(themes)(
    'axe finds no serious fault on a message that was refused, and a chat that is over (%s)',
    async (theme) => {
      const { anna, ben, id } = await busyLife()
      const page = await world.open(anna, { path: '/profile', theme })
      await page.routeWebSocket('**/v1/chat/connect', (socket) => {
        const server = socket.connectToServer()
        const problem = { type: 'about:blank', title: 'No', status: 400, detail: 'No.', code: 'TEXT_REFUSED' }
        socket.onMessage((text) => {
          const { type, id: request } = JSON.parse(String(text)) as { type: string; id: string }
          if (type !== 'message.send') server.send(text)
          else socket.send(JSON.stringify({ type: 'error', id: request, data: { problem } }))
        })
      })
      await page.reload()
      await goTo(page, `/chats/${id}`)
      await write(page, 'No')
      const failed = page.locator('button.bubble')
      await failed.waitFor()
      await expectNoFault(page, 'a refused message')
      await failed.press('Enter')
      await page.getByRole('dialog', { name: 'This message wasn’t sent' }).waitFor()
      await expectNoFault(page, 'what to do with it')
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).press('Enter')
      await expect.poll(() => failed.count()).toBe(0)
      await ben.client.discovery.unmatch({ match_id: id })
      await page.getByText('This conversation has ended').waitFor()
      await expectNoFault(page, 'a chat that is over')
    },
  )

  it('axe finds no serious fault on the pages that stand in the place of the app', async () => {
    const young = await world.open(await signIn(stack, 'Tim'), { path: '/' })
    await young.getByRole('button', { name: 'I’m under 18' }).click()
    await expectNoFault(young, 'too young')
    const broken = await world.open(await world.resident(), { path: '/profile' })
    await broken.route('**/v1/profiles/me', (route) => route.fulfill({ status: 500, body: '{}' }))
    await broken.reload()
    await broken.getByRole('heading', { name: 'Something went wrong' }).waitFor()
    await expectNoFault(broken, 'a failure')
    const leaving = await world.open(await world.resident(), { path: '/settings/delete' })
    await leaving.getByRole('button', { name: 'Delete my account…' }).click()
    await leaving.getByRole('button', { name: 'Delete my account', exact: true }).click()
    await leaving.getByRole('heading', { name: 'See you, maybe' }).waitFor()
    await expectNoFault(leaving, 'deleted')
  })
})

it.skipIf(chromiumPath === undefined)(
  'a match’s page that cannot be loaded offers to write to them only once it is there',
  async () => {
    const { anna, ben } = await world.couple()
    const page = await world.open(anna, { path: '/chats' })
    await page.getByRole('link', { name: /Ben/ }).first().waitFor()
    const profile = `**/v1/profiles/${ben.userId}`
    await page.route(profile, (route) => route.fulfill({ status: 500, body: '{}' }))
    await goTo(page, `/people/${ben.userId}`)
    const again = page.getByRole('button', { name: 'Try again' })
    await again.waitFor()
    const write = page.getByRole('button', { name: 'Say hello' })
    expect(await write.count()).toBe(0)
    await page.unroute(profile)
    await again.click()
    await write.waitFor()
  },
)

describe.skipIf(chromiumPath === undefined)('by keyboard alone', { timeout: 120_000 }, () => {
  /** Goes on by Tab until the focus is where it is wanted, as a person would. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement
        return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
      })
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press('Tab')
      if (name.test(await focused())) return
    }
    throw new Error(`Tab never comes to ${name}; it is at "${await focused()}".`)
  }

  it('by keyboard alone one comes from the deck to a chat, writes, looks the other up, parts, and gets back', async () => {
    const { anna, ben, id } = await busyLife()
    const page = await world.open(anna, { path: '/deck' })
    await page.locator('.swipe-card h2').first().waitFor()
    await tabTo(page, /^Chats/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
    await page.getByText('Hi Anna').waitFor()
    await tabTo(page, /Hi Anna/)
    await page.keyboard.press('Enter')
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['Hi Anna'])
    await tabTo(page, /^Messages with Ben/)
    await tabTo(page, /^Message$/)
    await page.keyboard.type('Hello')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('Ben')
    await page.keyboard.press('Enter')
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['Hi Anna', 'Hello\nBen'])
    await page.keyboard.type('More')
    await tabTo(page, /^Send$/)
    await page.keyboard.press('Space')
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(['Hi Anna', 'Hello\nBen', 'More'])
    await page.reload()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    await tabTo(page, /^Open Ben’s profile/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await tabTo(page, /^More: Ben$/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Ben', exact: true }).waitFor()
    await tabTo(page, /^Unmatch/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Unmatch Ben?' }).waitFor()
    await tabTo(page, /^Unmatch$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Chats' }).waitFor()
    await expect
      .poll(
        () =>
          ben.client.chat
            .listConversations()
            .then(({ conversations }) => conversations.some((each) => each.conversation_id === id)),
        { timeout: 60_000 },
      )
      .toBe(false)
  })

  it('by keyboard alone one hides the own profile and shows it again, at once and for good', async () => {
    const anna = await world.resident()
    const paused = async (): Promise<boolean> => (await anna.client.profile.getMyProfile()).paused
    const page = await world.open(anna, { path: '/profile' })
    const hide = page.getByRole('switch', { name: 'Hide my profile' })
    await hide.press('Space')
    await page.getByText('No one new sees you').waitFor()
    await expect.poll(paused).toBe(true)
    await page.reload()
    await expect.poll(() => hide.isChecked(), { timeout: 60_000 }).toBe(true)
    await page.route('**/v1/profiles/me', (route) => route.abort(), { times: 1 })
    await hide.press('Space')
    await page.getByText('No connection.').waitFor()
    await expect.poll(() => hide.isChecked()).toBe(true)
    await hide.press('Space')
    await page.getByText('People can see you').waitFor()
    await expect.poll(paused).toBe(false)
  })
})
