import type { Page } from 'playwright-core'

import type { Camera } from './camera.js'
import type { World } from './world.js'

/** One picture: whose app, which screen, and what is done there first. */
interface Scene {
  readonly who: 'anna' | 'lonely'
  path(world: World): string
  act(page: Page, world: World): Promise<unknown>
}

const wait = (selector: string) => (page: Page) => page.locator(selector).first().waitFor()
const deckReady = wait('.swipe-card[data-depth="0"] .photo-loaded')
const state = wait('.state')
const inChat = ({ chat }: World): string => `/chats/${chat}`
const annas = (path: string | ((world: World) => string), act: Scene['act']): Scene => ({
  who: 'anna',
  path: typeof path === 'string' ? () => path : path,
  act,
})
const lonelys = (path: string, act: Scene['act']): Scene => ({ who: 'lonely', path: () => path, act })

/** On the deck with its first photo, a key pressed and something come of it. */
const deckThen =
  (key: string, then: string): Scene['act'] =>
  async (page) => {
    await deckReady(page)
    await page.keyboard.press(key)
    await wait(then)(page)
  }

const scenes: Readonly<Record<string, Scene>> = {
  deck: annas('/deck', deckReady),
  'deck-drag': annas('/deck', async (page) => {
    await deckReady(page)
    const { width, height } = page.viewportSize()!
    await page.mouse.move(width / 2, height / 2)
    await page.mouse.down()
    await page.mouse.move(width / 2 - 110, height / 2 + 10, { steps: 8 })
  }),
  'deck-details': annas('/deck', deckThen('ArrowDown', '.reasons')),
  'deck-details-end': annas('/deck', async (page, world) => {
    await deckThen('ArrowDown', '.reasons')(page, world)
    await page.locator('.sheet').evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight))
  }),
  'deck-superlike': annas('/deck', deckThen('ArrowUp', '.superlike-left')),
  'deck-refused': annas('/deck', async (page) => {
    await deckReady(page)
    await page.route('**/v1/discovery/pass', (route) => route.abort())
    await page.keyboard.press('ArrowLeft')
    await wait('.toast')(page)
  }),
  'deck-empty': lonelys('/deck', state),
  likes: annas('/likes', wait('.likes .photo-loaded')),
  'likes-person': annas('/likes', async (page) => {
    await page.locator('.like').first().click()
    await wait('.person .photo-loaded')(page)
  }),
  'likes-empty': lonelys('/likes', state),
  chats: annas('/chats', wait('.chat-row')),
  'chats-empty': lonelys('/chats', state),
  chat: annas(inChat, wait('.bubble')),
  'chat-offline': annas(inChat, async (page) => {
    await wait('.bubble')(page)
    await page.context().setOffline(true)
    await page.locator('textarea').fill('Written in the underground')
    await page.locator('.composer-send').click()
    await page.locator('textarea').fill('A draft of several lines:\nfirst\nsecond\nthird')
    await wait('.banner')(page)
  }),
  'chat-link': annas(inChat, async (page) => {
    await page.locator('.bubble-text a').first().click()
    await wait('.link-address')(page)
  }),
  'chat-new': annas(({ fresh }) => `/chats/${fresh}`, state),
  'chat-gone': annas('/chats/00000000-0000-7000-8000-000000000000', state),
  'chat-advice': annas(({ pushy }) => `/chats/${pushy}`, wait('.advice')),
  'chat-nudge': annas(
    ({ fresh }) => `/chats/${fresh}`,
    async (page) => {
      await wait('.state')(page)
      await page.locator('.composer .input').fill('My photos: https://photos.example/anna')
      await page.locator('.composer-send').click()
      await wait('.sheet')(page)
    },
  ),
  'chat-unmatch': annas(inChat, async (page) => {
    await page.locator('.chat-header > .icon-button').click()
    // After the contact, the goodbye and the report.
    await page.locator('dialog .row >> nth=3').click()
    await wait('dialog .button-danger')(page)
  }),
  'chat-person': annas(inChat, async (page) => {
    await page.locator('.chat-person').click()
    await wait('.person .photo-loaded')(page)
  }),
  person: annas(({ ivan }) => `/people/${ivan.userId}`, wait('.person .photo-loaded')),
  'person-gone': annas('/people/00000000-0000-7000-8000-000000000000', state),
  match: annas('/deck', async (page, { meet }) => {
    await wait('.swipe-card')(page)
    await meet()
    await wait('.match .photo-loaded')(page)
  }),
}

/** What each screen waits for. */
const sources: Readonly<Record<string, { path: string | ((world: World) => string); api: string }>> = {
  deck: { path: '/deck', api: '**/v1/discovery/candidates*' },
  likes: { path: '/likes', api: '**/v1/discovery/likes*' },
  chats: { path: '/chats', api: '**/v1/chat/conversations*' },
  chat: { path: inChat, api: '**/v1/chat/conversations/*/messages*' },
  person: { path: ({ ivan }) => `/people/${ivan.userId}`, api: '**/v1/profiles/0*' },
  sessions: { path: '/settings/sessions', api: '**/v1/auth/sessions*' },
}

/** Where people meet and talk: full, empty, loading, broken, without a network. */
export async function shootShared(camera: Camera, world: World): Promise<void> {
  for (const [name, scene] of Object.entries(scenes)) {
    const page = await camera.open(world[scene.who], scene.path(world))
    await scene.act(page, world)
    await camera.shoot(name)
  }
  for (const [name, { path, api }] of Object.entries(sources)) {
    const where = typeof path === 'string' ? path : path(world)
    const loading = await camera.open(world.anna, where, (page) => page.route(api, () => {}))
    await loading.locator('main:not(:has(.launch)) .skeleton').first().waitFor()
    await camera.shoot(`${name}-loading`, { busy: true })
    const failed = await camera.open(world.anna, where, (page) =>
      page.route(api, (route) =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
      ),
    )
    await state(failed)
    await camera.shoot(`${name}-error`)
    const offline = await camera.open(world.anna, where, (page) => page.route(api, (route) => route.abort()))
    await state(offline)
    await camera.shoot(`${name}-unreachable`)
  }
}
