import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import { type Locale, locales } from '@kindred/locales'

import { openPhone, type Phone, type Theme } from '../browser/phone.js'
import type { Sitter } from './people.js'

/** One way to look at the app. */
export interface Look {
  readonly size: { readonly width: number; readonly height: number }
  readonly theme: Theme
  readonly locale: Locale
}

/** Every way that counts. */
export const looks: readonly Look[] = [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
].flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) => locales.map((locale) => ({ size, theme, locale }))),
)

/** `390-light-en` */
export const nameOf = ({ size, theme, locale }: Look): string => `${size.width}-${theme}-${locale}`

/** Takes pictures of what one person sees in one look. */
export interface Camera {
  readonly look: Look
  /** Opens the app at a path as a person, after `prepare`; the page before is closed. */
  open(person: Sitter, path: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page>
  /** Saves the picture of the page as `name`, with a second one of its `end`; while it still loads when `busy`. */
  shoot(name: string, options?: { end?: boolean; busy?: boolean }): Promise<void>
  /** What was seen that no picture shows well: things that stick out, errors of the page. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** A camera that saves to `folder`, named by screen and look. */
export function createCamera(browser: Browser, url: string, folder: string, look: Look): Camera {
  const complaints: string[] = []
  let phone: Phone | undefined
  mkdirSync(folder, { recursive: true })
  const end = async (): Promise<void> => {
    complaints.push(...(phone?.faults ?? []).map((fault) => `${nameOf(look)}: ${fault}`))
    await phone?.context.close()
    phone = undefined
  }
  return {
    look,
    complaints,
    async open(person, path, prepare) {
      await end()
      const inLanguage = async (page: Page): Promise<void> => {
        // The server keeps one language a person, each look has its own.
        const json = { language: look.locale }
        await page.route('**/v1/auth/language', (route) => route.fulfill({ json }))
        // What came is told once, in whichever look is the first.
        const badges = { unseen_likes: 0, unseen_matches: 0, celebrate_match_ids: [], time_zone_known: true }
        await page.route('**/v1/notifications/badges', (route) => route.fulfill({ json: badges }))
        await prepare?.(page)
      }
      phone = await openPhone(browser, person, {
        url,
        path,
        ...look,
        reducedMotion: 'reduce',
        prepare: inLanguage,
      })
      phone.page.setDefaultTimeout(60_000)
      return phone.page
    },
    async shoot(name, { end: withEnd = false, busy = false } = {}) {
      if (phone === undefined) throw new Error('Nothing is open.')
      const { page } = phone
      if (!busy)
        await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null)
      await page.waitForFunction(() => [...document.images].every((image) => image.complete))
      const shot = (part: string) =>
        page.screenshot({ path: join(folder, `${name}${part}-${nameOf(look)}.png`), animations: 'disabled' })
      await shot('')
      if (withEnd) {
        await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
        await shot('-end')
      }
      for (const what of await sticksOut(page)) complaints.push(`${nameOf(look)} ${name}: ${what}`)
    },
    close: end,
  }
}

/** Words that are cut off, and a page wider than the phone. */
const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['wider than the phone'] : []
    const cut = [
      ...document.querySelectorAll<HTMLElement>('button, a, h1, h2, h3, label, dialog, .chip, .badge'),
    ]
      .filter((each) => each.checkVisibility() && getComputedStyle(each).textOverflow !== 'ellipsis')
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `cut off: ${each.textContent?.slice(0, 40)}`)
    return [...wide, ...cut]
  })
