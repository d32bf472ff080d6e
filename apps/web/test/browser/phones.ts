import type { Page } from 'playwright-core'
import { inject } from 'vitest'

import type { CreateProfileRequest } from '@kindred/client'

import { browserOfFile, type FileBrowser, somewhere } from './browser-of-file.js'
import { type Life, type Person, settle } from './people.js'

/** People and their phones for the tests of one file. */
export interface Phones extends Pick<FileBrowser, 'open'> {
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
  const { browser, open } = browserOfFile()
  const lives =
    (place: Pick<Life, 'latitude' | 'longitude'>, gender: 'MAN' | 'WOMAN', wants: 'MAN' | 'WOMAN') =>
    async (name: string, { north = 0, photos = 0, ...profile }: More = {}): Promise<Person> =>
      settle(
        stack,
        { name, gender, interests: ['reading'], ...profile },
        { wants, photos, latitude: place.latitude + north, longitude: place.longitude },
        browser(),
      )
  return {
    open,
    town() {
      const place = somewhere()
      return { woman: lives(place, 'WOMAN', 'MAN'), man: lives(place, 'MAN', 'WOMAN') }
    },
  }
}

/** The name and age on the card that lies on top. */
export const topName = (page: Page) => page.locator('.swipe-card[data-depth="0"]:not([inert]) h2')
