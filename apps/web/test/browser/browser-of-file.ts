import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

import type { Person } from './people.js'
import { chromiumPath, launchBrowser, openPhone, type Phone, type PhoneOptions } from './phone.js'

/** A browser for the tests of one file, and the phones in it. */
export interface FileBrowser {
  browser(): Browser
  /** Opens a person's phone until the end of the test, which a fault on its page fails. */
  open(person: Person, options?: Partial<PhoneOptions>): Promise<Page>
}

/** Sets a file up. */
export function browserOfFile(): FileBrowser {
  const phones: Phone[] = []
  let browser: Browser | undefined
  beforeAll(async () => {
    if (chromiumPath !== undefined) browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const faults = phones.flatMap((phone) => phone.faults)
    for (const { context } of phones.splice(0)) await context.close()
    expect(faults).toEqual([])
  })
  return {
    browser: () => browser!,
    async open(person, options = {}) {
      const { url } = inject('stack')
      const phone = await openPhone(browser!, person, { url, reducedMotion: 'reduce', ...options })
      phones.push(phone)
      phone.page.setDefaultTimeout(60_000)
      return phone.page
    },
  }
}

export const somewhere = (): { latitude: number; longitude: number } => ({
  latitude: -60 + Math.random() * 120,
  longitude: -170 + Math.random() * 340,
})
