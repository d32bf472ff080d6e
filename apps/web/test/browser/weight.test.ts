import { gzipSync } from 'node:zlib'

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'

import { locales } from '@kindred/locales'

import { settle, signIn } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'

const stack = inject('stack')
const most = { js: 120 * 1024, css: 15 * 1024, wire: 120 * 1024 }
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

const life = { latitude: 10, longitude: -150, wants: 'MAN' } as const

it
  .skipIf(chromiumPath === undefined)
  .each(['the welcome', 'the deck'].flatMap((screen) => locales.map((locale) => [screen, locale] as const)))(
  'the first load, up to %s in %s, weighs at most 120 KB on the wire, and of JavaScript, and 15 KB of CSS, gzipped',
  async (screen, locale) => {
    const isNew = screen === 'the welcome'
    const person = await (isNew
      ? signIn(stack, 'Lea')
      : settle(stack, { name: 'Lea', gender: 'WOMAN' }, life))
    const { page, context } = await openPhone(browser, person, { url: stack.url, locale })
    await page.locator(isNew ? '.welcome' : '.tabs').waitFor()
    await page.waitForLoadState('networkidle')
    const files = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name.replace(/[?#].*/, '')),
    )
    const weigh = async (kind: string): Promise<number> => {
      const sizes = [...new Set(files)]
        .filter((name) => name.endsWith(`.${kind}`))
        .map(async (name) => gzipSync(await (await fetch(name)).text()).length)
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    }
    const weight = { js: await weigh('js'), css: await weigh('css') }
    // What really went over the wire for the app itself, its page included: a browser counts bytes as they came.
    const wire = await page.evaluate(() =>
      (performance.getEntries() as PerformanceResourceTiming[])
        .filter(
          ({ entryType, name }) => ['navigation', 'resource'].includes(entryType) && name.includes('/app/'),
        )
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    )
    await context.close()
    expect(wire).toBeGreaterThan(50_000)
    expect(wire, JSON.stringify(weight)).toBeLessThanOrEqual(most.wire)
    expect(weight.js, JSON.stringify(weight)).toBeGreaterThan(50_000)
    expect(weight.css).toBeGreaterThan(500)
    expect(weight.css, JSON.stringify(weight)).toBeLessThanOrEqual(most.css)
  },
)
