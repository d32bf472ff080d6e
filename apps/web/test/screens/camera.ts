import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'

import type { Person } from '../browser/people.js'
import { openPhone, type Theme } from '../browser/phone.js'

/** One way to look at the app. */
export interface Look {
  readonly size: { readonly width: number; readonly height: number }
  readonly theme: Theme
  readonly locale: 'en' | 'ru'
}

/** Every way that counts. */
export const looks: readonly Look[] = [
  { width: 390, height: 844 },
  { width: 360, height: 640 },
].flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) => (['en', 'ru'] as const).map((locale) => ({ size, theme, locale }))),
)

/** Takes pictures of what one person sees in one look. */
export interface Camera {
  readonly look: Look
  /** Opens the app at a path as a person; the page before is closed. */
  open(person: Pick<Person, 'telegramId' | 'initData'>, path: string): Promise<Page>
  /** Saves the picture of the page as `name`. */
  shoot(name: string, options?: { whole?: boolean }): Promise<void>
  close(): Promise<void>
}

/** A camera that saves to `folder`, named by screen and look. */
export function createCamera(browser: Browser, url: string, folder: string, look: Look): Camera {
  const suffix = `${look.size.width}-${look.theme}-${look.locale}`
  let page: Page | undefined
  mkdirSync(folder, { recursive: true })
  return {
    look,
    async open(person, path) {
      await page?.context().close()
      const phone = await openPhone(browser, person as Person, { url, path, ...look, reducedMotion: 'reduce' })
      page = phone.page
      return page
    },
    async shoot(name, { whole = false } = {}) {
      if (page === undefined) throw new Error('Nothing is open.')
      await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null).catch(() => {})
      await page.waitForFunction(() => [...document.images].every((image) => image.complete))
      await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), fullPage: whole, animations: 'disabled' })
    },
    close: async () => page?.context().close(),
  }
}
