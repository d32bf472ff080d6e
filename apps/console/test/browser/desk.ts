import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

import type { Locale } from '@kindred/locales'

// Declares what the setup provides.
import type {} from '../../../web/test/browser/global-setup.js'
import type { Person } from '../../../web/test/browser/people.js'
import { chromiumPath, launchBrowser, type Theme } from '../../../web/test/browser/phone.js'

interface DeskOptions {
  readonly url: string
  /** Below /console. */
  readonly path?: string
  readonly theme?: Theme
  readonly locale?: Locale
  readonly size?: { readonly width: number; readonly height: number }
  /** What is done to the page before it is opened. */
  readonly prepare?: ((page: Page) => Promise<unknown>) | undefined
}

/** A browser's window with the console in it. */
export interface Desk {
  readonly page: Page
  /** What went wrong on the page so far. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** The fragment that Telegram leaves; '' for somebody who comes without it. */
export const fragmentOf = (person: Pick<Person, 'initData'> | undefined): string =>
  person === undefined
    ? ''
    : `#${new URLSearchParams({ tgWebAppData: person.initData, tgWebAppVersion: '9.1' })}`

/** Opens the console with a fragment. */
export async function openDesk(browser: Browser, fragment: string, options: DeskOptions): Promise<Desk> {
  const { url, path = '/', theme = 'light', locale = 'en', size = { width: 1280, height: 860 } } = options
  const context = await browser.newContext({
    viewport: size,
    locale,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  await context.addInitScript((chosen) => localStorage.setItem('kindred.console.locale', chosen), locale)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      faults.push(message.text())
  })
  await options.prepare?.(page)
  await page.goto(`${url}/console${path}${fragment}`)
  return { page, faults, close: () => context.close() }
}

/** A browser for the tests of one file; what it opens ends with the test, which a fault on a page fails. */
export function desksOfFile() {
  const desks: Desk[] = []
  let browser: Browser | undefined
  beforeAll(async () => {
    if (chromiumPath !== undefined) browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const faults = desks.flatMap((desk) => desk.faults)
    for (const desk of desks.splice(0)) await desk.close()
    expect(faults).toEqual([])
  })
  return {
    browser: () => browser!,
    async open(fragment: string, options: Partial<DeskOptions> = {}): Promise<Page> {
      const { url } = inject('stack')
      const desk = await openDesk(browser!, fragment, { url, ...options })
      desks.push(desk)
      return desk.page
    },
  }
}
