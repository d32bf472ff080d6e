import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

import type { CreateProfileRequest } from '@kindred/client'

import { type Life, type Person, settle } from './people.js'
import { chromiumPath, launchBrowser, openPhone, type Phone, type PhoneOptions } from './phone.js'

/** People and their phones for the tests of one file. */
export interface Phones {
  /** Opens a person's phone; a fault on its page fails the test. */
  open(person: Person, options?: Partial<PhoneOptions>): Promise<Page>
  /** A town of its own for each test, so that nobody sees the people of another. */
  town(): Town
}

/** Where the people of a test settle. */
interface Town {
  woman(name: string, more?: More): Promise<Person>
  man(name: string, more?: More): Promise<Person>
}

interface More extends Partial<CreateProfileRequest> {
  /** Degrees north of the town's middle; 0.18 are 20 km. */
  readonly north?: number
  readonly photos?: number
}

/** Sets a file up. */
export function phonesOfFile(): Phones {
  const stack = inject('stack')
  const phones: Phone[] = []
  let browser: Browser
  beforeAll(async () => {
    if (chromiumPath !== undefined) browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    const faults = phones.flatMap((phone) => phone.faults)
    for (const { context } of phones.splice(0)) await context.close()
    expect(faults).toEqual([])
  })
  const lives =
    (place: Pick<Life, 'latitude' | 'longitude'>, gender: 'MAN' | 'WOMAN', wants: 'MAN' | 'WOMAN') =>
    async (name: string, { north = 0, photos = 0, ...profile }: More = {}): Promise<Person> =>
      settle(
        stack,
        { name, gender, interests: ['reading'], ...profile },
        { wants, photos, latitude: place.latitude + north, longitude: place.longitude },
        browser,
      )
  return {
    async open(person, options = {}) {
      const phone = await openPhone(browser, person, { url: stack.url, reducedMotion: 'reduce', ...options })
      phones.push(phone)
      phone.page.setDefaultTimeout(15_000)
      return phone.page
    },
    town() {
      const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
      return { woman: lives(place, 'WOMAN', 'MAN'), man: lives(place, 'MAN', 'WOMAN') }
    },
  }
}

/** The name and age on the card that lies on top. */
export const topName = (page: Page) => page.locator('.swipe-card[data-depth="0"]:not([inert]) h2')
