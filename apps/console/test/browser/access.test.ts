import { gzipSync } from 'node:zlib'

import { describe, expect, inject, it } from 'vitest'

import { locales } from '@kindred/locales'
import { byNight } from '@kindred/testkit/night'

import { seriousFaults } from '../../../web/test/browser/axe.js'
import { signIn } from '../../../web/test/browser/people.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { atDesk, emptyQueue, plantReports, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()

const looks = byNight([
  ['dark', 'ru'],
  ['light', 'en'],
] as const)

describe.skipIf(chromiumPath === undefined)('the console', { timeout: 120_000 }, () => {
  it('the console tells people without a role so, and lets them in once they have one', async () => {
    const admin = await signInAdmin(stack)
    const person = await signIn(stack, 'Nora')
    const page = await open(fragmentOf(atDesk(stack, person)))
    await page.getByRole('heading', { name: 'This account is not staff' }).waitFor()
    await admin.client.auth.grantRole({ user_id: person.userId, role: 'MODERATOR' })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    const places = await page.getByRole('navigation').getByRole('link').allTextContents()
    expect(places).toEqual(['Queue', 'Photos', 'Appeals', 'People', 'Numbers'])
  })

  it('the console says how it is opened to whoever comes without Telegram', async () => {
    const page = await open('')
    await page.getByRole('heading', { name: 'Open the console from Telegram' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })

  it('the console opens by a link once, keeps it out of the address, and stays open over a reload', async () => {
    const admin = await signInAdmin(stack)
    const { code } = await admin.client.auth.createConsoleLink({})
    const page = await open(`#link=${code}`)
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    expect(page.url()).not.toContain(code)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor()
    const { sessions } = await admin.client.auth.listSessions({})
    expect(sessions.map(({ device_name: name }) => name)).toContain('Chrome, Linux, console')
    const other = await open(`#link=${code}`)
    await other.getByRole('heading', { name: 'This link is over' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You’re signed out' }).waitFor()
  })

  it.each(locales)(
    'the console weighs at most 120 KB of JavaScript at its first load in %s',
    async (locale) => {
      const admin = await signInAdmin(stack)
      const page = await open(fragmentOf(atDesk(stack, admin)), { locale })
      await page.locator('.top-nav a').first().waitFor()
      await page.waitForLoadState('networkidle')
      const files = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => name.replace(/[?#].*/, '')),
      )
      const scripts = [...new Set(files)].filter((name) => name.endsWith('.js'))
      const sizes = await Promise.all(
        scripts.map(async (name) => gzipSync(await (await fetch(name)).text()).length),
      )
      const size = sizes.reduce((sum, each) => sum + each, 0)
      expect(size).toBeGreaterThan(50_000)
      expect(size).toBeLessThanOrEqual(120 * 1024)
    },
  )

  it.each(looks)('the console is accessible on every page in the %s theme', async (theme, locale) => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const { reported } = await plantReports(stack, browser(), 1)
    const page = await open(fragmentOf(atDesk(stack, admin)), { theme, locale })
    await page.locator('.line').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('?')
    await page.locator('dialog').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.locator('.decision').waitFor()
    await page.keyboard.press('5')
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    await page.locator('.line').waitFor()
    const fragment = new URL(page.url()).hash
    const paths = ['/photos', '/appeals', '/people?query=Max', '/numbers', '/news', '/audit', '/roles']
    for (const path of [...paths, `/people/${reported[0]!.userId}`, `/people/${moderator.userId}`]) {
      await page.goto(`${stack.url}/console${path}${fragment}`)
      await page.locator('h1').waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
      expect([path, await seriousFaults(page)]).toEqual([path, []])
    }
  })
})
