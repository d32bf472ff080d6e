// Photographs the rooms of the deck and the chats in all looks: `npx tsx apps/web/test/browser/shots.ts <folder>`, with STACK_URL and
// STACK_BOT_TOKEN naming a running Kindred.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { type Browser, type Page } from 'playwright-core'

import { type CreateProfileRequest } from '@kindred/client'

import { match, type Person, seesPeople, settle } from './people.js'
import { launchBrowser, openPhone, type PhoneOptions } from './phone.js'

const [folder = 'shots', only = ''] = process.argv.slice(2)
const { STACK_URL: url = 'http://127.0.0.1:8080', STACK_BOT_TOKEN: botToken = '' } = process.env
const target = { url, botToken }
mkdirSync(folder, { recursive: true })

interface World {
  readonly anna: Person
  readonly lonely: Person
  readonly chat: string
  readonly fresh: string
  readonly ivan: Person
  readonly place: { readonly latitude: number; readonly longitude: number }
}

async function createWorld(browser: Browser): Promise<World> {
  const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
  const wants = { ...place, photos: 3 } as const
  const interests = ['reading', 'yoga', 'cycling', 'travel', 'cooking', 'board_games', 'cinema']
  const bio = 'Bakes bread on Sundays, gets lost in bookshops.\nLooking for somebody to walk the long way home with.'
  const anna = await settle(target, { name: 'Анна', gender: 'WOMAN', interests }, { ...wants, wants: 'MAN' }, browser)
  const facts: Partial<CreateProfileRequest> = {
    ...{ goal: 'LONG_TERM', height_cm: 186, languages: ['en', 'ru'], smoking: 'NEVER', education: 'MASTER' },
  }
  const men: Person[] = []
  for (const name of ['Ivan', 'Константин-Александр', 'Max', 'Oleg', 'Peter', 'Roman', 'Stefan'])
    men.push(
      await settle(
        target,
        { name, gender: 'MAN', city: 'Saint Petersburg', bio, interests, ...facts },
        { ...wants, wants: 'WOMAN' },
        browser,
      ),
    )
  const lonely = await settle(
    target,
    { name: 'Lena', gender: 'WOMAN' },
    { ...wants, photos: 0, wants: 'NONBINARY' },
    browser,
  )
  await seesPeople(anna, men.length)
  const [ivan, kostya, max, oleg, peter] = men as [Person, Person, Person, Person, Person]
  const chat = await match(anna, ivan)
  const say = (person: Person, conversation: string, text: string) =>
    person.client.chat.sendMessage({ conversation_id: conversation, client_message_id: crypto.randomUUID(), text })
  for (let number = 1; number < 8; number++)
    await say(number % 3 === 0 ? anna : ivan, chat, `A word about bread, number ${number}`)
  await say(anna, chat, 'Привет! А какую книгу ты сейчас читаешь? Я как раз ищу что-нибудь длинное на зиму.')
  await say(
    ivan,
    chat,
    'https://example.org/a/very/long/address/that/does/not/fit/into/one/line/of/a/phone?really=true',
  )
  await say(ivan, chat, 'Anna Karenina, again 🙂')
  await say(anna, chat, '👍')
  const fresh = await match(anna, max)
  const talk = await match(anna, oleg)
  await say(oleg, talk, 'Are you free on Saturday? There is a concert in the old town, and I have two tickets.')
  await peter.client.discovery.like({
    target_user_id: anna.userId,
    kind: 'SUPERLIKE',
    message: 'Bread? I have sourdough of 2019!',
  })
  await kostya.client.discovery.like({ target_user_id: anna.userId })
  return { anna, lonely, chat, fresh, ivan, place }
}

type Take = (page: Page, world: World) => Promise<unknown>
interface Scene {
  readonly who: 'anna' | 'lonely'
  path(world: World): string
  readonly act?: Take
}

const key =
  (name: string): Take =>
  (page) =>
    page.keyboard.press(name)
const at = (path: string) => (): string => path
const deckReady = (page: Page) => page.locator('.swipe-card .photo-loaded').first().waitFor()

const scenes: Readonly<Record<string, Scene>> = {
  deck: { who: 'anna', path: at('/deck'), act: deckReady },
  'deck-drag': {
    who: 'anna',
    path: at('/deck'),
    act: async (page) => {
      await deckReady(page)
      const { width, height } = page.viewportSize()!
      await page.mouse.move(width / 2, height / 2)
      await page.mouse.down()
      await page.mouse.move(width / 2 - 110, height / 2 + 10, { steps: 8 })
    },
  },
  'deck-details': {
    who: 'anna',
    path: at('/deck'),
    act: async (page, world) => (await deckReady(page), key('ArrowDown')(page, world)),
  },
  'deck-details-end': {
    who: 'anna',
    path: at('/deck'),
    act: async (page, world) => {
      await deckReady(page)
      await key('ArrowDown')(page, world)
      await page.locator('.reasons').waitFor()
      await page.locator('.sheet').evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight))
    },
  },
  'deck-superlike': {
    who: 'anna',
    path: at('/deck'),
    act: async (page, world) => (await deckReady(page), key('ArrowUp')(page, world)),
  },
  'deck-empty': { who: 'lonely', path: at('/deck'), act: (page) => page.locator('.state').waitFor() },
  'deck-offline': {
    who: 'anna',
    path: at('/likes'),
    act: async (page) => {
      await page.route('**/v1/discovery/candidates*', (route) => route.abort())
      await page.locator('a[href$="/deck"]').click()
      await page.locator('.state').waitFor()
    },
  },
  likes: { who: 'anna', path: at('/likes'), act: (page) => page.locator('.likes .photo-loaded').first().waitFor() },
  'likes-person': {
    who: 'anna',
    path: at('/likes'),
    act: async (page) => {
      await page.locator('.like').first().click()
      await page.locator('.person').waitFor()
    },
  },
  'likes-empty': { who: 'lonely', path: at('/likes'), act: (page) => page.locator('.state').waitFor() },
  chats: { who: 'anna', path: at('/chats'), act: (page) => page.locator('.chat-row').first().waitFor() },
  'chats-empty': { who: 'lonely', path: at('/chats'), act: (page) => page.locator('.state').waitFor() },
  chat: { who: 'anna', path: ({ chat }) => `/chats/${chat}`, act: (page) => page.locator('.bubble').first().waitFor() },
  'chat-states': {
    who: 'anna',
    path: ({ chat }) => `/chats/${chat}`,
    act: async (page) => {
      await page.locator('.bubble').first().waitFor()
      await page.context().setOffline(true)
      await page.locator('textarea').fill('Written in the underground')
      await page.locator('.composer-send').click()
      await page.locator('textarea').fill('A draft of several lines:\nfirst\nsecond\nthird')
    },
  },
  'chat-new': { who: 'anna', path: ({ fresh }) => `/chats/${fresh}`, act: (page) => page.locator('.state').waitFor() },
  'chat-gone': {
    who: 'anna',
    path: at('/chats/00000000-0000-7000-8000-000000000000'),
    act: (page) => page.locator('.state').waitFor(),
  },
  'chat-unmatch': {
    who: 'anna',
    path: ({ chat }) => `/chats/${chat}`,
    act: (page) => page.locator('.chat-header > .icon-button').click(),
  },
  match: {
    who: 'anna',
    path: at('/deck'),
    act: async (page, { anna, place }) => {
      await page.locator('.swipe-card').first().waitFor()
      const max = await settle(
        target,
        { name: 'Maximilian', gender: 'MAN' },
        { ...place, photos: 1, wants: 'WOMAN' },
        browser,
      )
      await match(anna, max)
      await page.locator('.match').waitFor()
    },
  },
  person: {
    who: 'anna',
    path: ({ ivan }) => `/people/${ivan.userId}`,
    act: (page) => page.locator('.person').waitFor(),
  },
}

async function take(browser: Browser, world: World, look: Partial<PhoneOptions>, name: string): Promise<void> {
  const scene = scenes[name]!
  const { page, context, faults } = await openPhone(browser, world[scene.who], {
    url,
    ...look,
    path: scene.path(world),
  })
  page.setDefaultTimeout(12_000)
  const { theme, locale, size } = look
  await scene.act?.(page, world).catch((error: unknown) => process.stdout.write(`${name}: ${String(error)}\n`))
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(folder, `${name}-${locale}-${theme}-${size?.width}.png`) })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  if (wide || faults.length > 0)
    process.stdout.write(`${name} ${locale} ${size?.width}: ${wide ? 'too wide ' : ''}${faults.join('; ')}\n`)
  await context.close()
}

const browser = await launchBrowser()
const world = await createWorld(browser)
const looks = [
  { theme: 'light', locale: 'en', size: { width: 390, height: 844 } },
  { theme: 'dark', locale: 'ru', size: { width: 360, height: 640 } },
  { theme: 'dark', locale: 'en', size: { width: 390, height: 844 } },
  { theme: 'light', locale: 'ru', size: { width: 360, height: 640 } },
] as const
for (const look of only === 'quick' ? looks.slice(0, 2) : looks)
  for (const name of Object.keys(scenes)) await take(browser, world, look, name)
await browser.close()
