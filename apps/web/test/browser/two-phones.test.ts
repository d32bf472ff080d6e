import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'

import { byNight } from '@kindred/testkit/night'

import { drawnPhoto } from '../screens/people.js'
import { settle } from './people.js'
import { chromiumPath, launchBrowser, type Theme } from './phone.js'
import { type Stand, standOf } from './stand.js'

const stack = inject('stack')
const window = { width: 1360, height: 1040 }
const phone = { width: 390, height: 844 }
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** Towns in which no other test has people. */
const towns = {
  Lisbon: { latitude: 38.7223, longitude: -9.1393 },
  Warsaw: { latitude: 52.2297, longitude: 21.0122 },
} as const

async function openSimulator(faults: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: window, locale: 'en' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text())
  })
  page.on('response', (response) => {
    // A newcomer has no profile and no preferences yet, and discovery hears of them a moment after they are there.
    const isMissed =
      (response.status() === 404 && response.url().includes('/v1/profiles/me')) ||
      (response.status() === 409 && response.url().includes('/v1/discovery/'))
    if (response.status() >= 400 && !isMissed) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.goto(stack.simulatorUrl)
  return page
}

const heading = (app: FrameLocator, name: string) => app.getByRole('heading', { level: 1, name })
const topName = ({ app }: Stand) => app.locator('.swipe-card[data-depth="0"]:not([inert]) h2')

/** The welcome and the five steps, on by Telegram's main button and once back by its back button. */
async function onboard(stand: Stand, gender: string, wanted: string): Promise<void> {
  const { app } = stand
  await stand.pressMain('I’m 18 or older. Let’s begin')
  await heading(app, 'About you').waitFor()
  await app.getByLabel('Day').selectOption('12')
  await app.getByLabel('Month').selectOption('4')
  await app.getByLabel('Year').selectOption('1996')
  await app.getByRole('radio', { name: gender, exact: true }).click()
  await stand.pressMain('Continue')
  await heading(app, 'What are you into?').waitFor()
  await app.getByRole('button', { name: 'Climbing', exact: true }).click()
  await stand.pressMain('Continue')
  await heading(app, 'Your photos').waitFor()
  await stand.pressBack()
  await heading(app, 'What are you into?').waitFor()
  await stand.pressMain('Continue')
  await app
    .locator('input[type=file]')
    .setInputFiles([await drawnPhoto(browser, gender === 'Man' ? 200 : 20)])
  await app.getByRole('button', { name: 'Photo 1' }).waitFor()
  await stand.pressMain('Continue')
  await app.getByRole('button', { name: 'Use my location' }).click()
  await stand.allow()
  await app.getByText(/^Found/).waitFor()
  await stand.pressMain('Continue')
  await heading(app, 'Who would you like to meet?').waitFor()
  await app.getByRole('button', { name: wanted, exact: true }).click()
  await stand.pressMain('Show me people')
  await app.getByRole('navigation').waitFor()
}

/** Passes everybody until the one whom this is about, and likes that one. */
async function swipeUntilLiked(stand: Stand, name: string): Promise<void> {
  for (;;) {
    const top = topName(stand)
    const shown = (await top.textContent())!
    const isMeant = shown.startsWith(name)
    await stand.drag(isMeant ? 200 : -200, 10)
    if (isMeant) return
    await expect.poll(() => top.textContent()).not.toBe(shown)
  }
}

async function write({ app }: Stand, text: string): Promise<void> {
  await app.getByRole('textbox', { name: 'Message' }).fill(text)
  await app.getByRole('button', { name: 'Send' }).click()
}

/** The app has taken the theme of its phone, fills it, and nothing hangs over its side. */
async function expectFits({ app, screen }: Stand, theme: Theme): Promise<void> {
  // A frame that is scaled measures a hair more.
  const { width = 0, height = 0 } = (await screen.boundingBox()) ?? {}
  expect({ width: Math.round(width), height: Math.round(height) }).toEqual(phone)
  const page = app.locator('html')
  await expect.poll(() => page.getAttribute('data-theme')).toBe(theme)
  await expect.poll(() => page.evaluate(({ scrollWidth }) => scrollWidth)).toBe(phone.width)
}

const meetings = byNight([
  ['light', 'Lisbon', 'Mia', 'Leo'],
  ['dark', 'Warsaw', 'Sam', 'Somebody new'],
] as const)

describe.skipIf(chromiumPath === undefined)(
  'two phones of the simulator, side by side',
  { timeout: 90_000 },
  () => {
    it.each(meetings)(
      'two phones of the simulator, side by side %s, in %s: sign in, finish the profiles, swipe, match and chat',
      async (theme, town, ...names) => {
        for (const name of ['Ben', 'Carl'])
          await settle(stack, { name, gender: 'MAN' }, { ...towns[town], wants: 'WOMAN', photos: 1 }, browser)
        const faults: string[] = []
        const page = await openSimulator(faults)
        const stands = [standOf(page, 'left'), standOf(page, 'right')] as const
        const [left, right] = stands
        for (const [index, stand] of stands.entries()) {
          await stand.choosePerson(names[index]!)
          await stand.choosePlace(town)
          await stand.setTheme(theme)
          await stand.openApp()
        }
        await onboard(left, 'Woman', 'Men')
        await onboard(right, 'Man', 'Women')
        const [her, him] = [await left.owner(), await right.owner()]
        expect(await topName(right).textContent()).toMatch(her)
        for (const stand of stands) await expectFits(stand, theme)

        await right.drag(200, 10)
        await left.app.getByRole('link', { name: /Likes/ }).click()
        await left.app.locator('.likes').getByText(him).waitFor()
        await left.app.getByRole('link', { name: 'People' }).click()
        await swipeUntilLiked(left, him)
        for (const { app } of stands) await app.getByRole('dialog', { name: 'It’s a match!' }).waitFor()

        await left.app.getByRole('button', { name: 'Say hello' }).click()
        await write(left, `Hello ${him}!`)
        await right.app.getByRole('button', { name: `More: ${her}` }).click()
        await right.app.getByRole('dialog', { name: her }).waitFor()
        await right.pressBack()
        await expect.poll(() => right.app.getByRole('dialog').count()).toBe(1)
        await right.pressBack()
        await expect.poll(() => right.app.getByRole('dialog').count()).toBe(0)
        await right.screen.getByRole('button', { name: 'Close', exact: true }).waitFor()
        await right.app.getByRole('link', { name: /Chats/ }).click()
        await right.app.getByRole('link', { name: new RegExp(`Hello ${him}!`) }).click()
        await left.app.getByRole('img', { name: 'Read' }).waitFor()
        await write(right, 'Hello to you')
        await left.app.getByText('Hello to you').waitFor()
        for (const stand of stands) await expectFits(stand, theme)
        await right.pressBack()
        await right.app.getByText('You: Hello to you').waitFor()
        expect(faults).toEqual([])
      },
    )
  },
)
