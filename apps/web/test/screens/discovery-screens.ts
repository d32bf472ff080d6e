import type { Page } from 'playwright-core'

import type {
  GetBadgesResponse,
  GetPoolResponse,
  ListCandidatesResponse,
  Preferences,
  Profile,
} from '@kindred/client'

import { noFilters } from '../../src/features/filters/no-filters.js'
import type { Camera } from './camera.js'
import type { World } from './world.js'

type Who = 'anna' | 'lonely'
interface Scene {
  readonly who: Who
  readonly path: string | ((world: World) => string)
  /** What the server is made to say. */
  readonly prepare?: (page: Page, world: World) => Promise<unknown>
  act(page: Page, world: World): Promise<unknown>
}

const shown = (selector: string) => (page: Page) => page.locator(selector).first().waitFor()
const deckReady = shown('.swipe-card[data-depth="0"] .photo-loaded')
const inChat = ({ chat }: World): string => `/chats/${chat}`

/** Changes what the server answers. */
const change =
  <Answer extends object>(path: string, changed: (answer: Answer) => Answer) =>
  (page: Page): Promise<unknown> =>
    page.route(`**/v1/${path}`, async (route) => {
      if (route.request().method() !== 'GET') return route.continue()
      const response = await route.fetch()
      return route.fulfill({ response, json: changed((await response.json()) as Answer) })
    })
const pool = (filters: GetPoolResponse['filters']) =>
  change<GetPoolResponse>('discovery/pool*', () => ({ total: 0, filters }))

/** Somebody whose filters hide others. */
const choosy = change<Preferences>('profiles/me/preferences', (preferences) => ({
  ...preferences,
  min_age: 25,
  max_age: 38,
  max_distance_km: 50,
  filters: {
    ...noFilters,
    goals: ['LONG_TERM', 'FRIENDSHIP'],
    has_photo: true,
    verified: false,
    interests: ['reading', 'yoga'],
    languages: ['en'],
    min_height_cm: 170,
    smoking: ['NEVER'],
  },
}))

/** Opens the dots and goes on to the question. */
const askToBlock = async (page: Page): Promise<void> => {
  await page.locator('dialog .row-danger').last().click()
  await shown('.consequences')(page)
}

const emptyDecks: Readonly<Record<string, Scene>> = {
  'deck-pool': {
    who: 'lonely',
    path: '/deck',
    act: shown('.pool'),
    prepare: async (page) => {
      await choosy(page)
      await pool([
        { code: 'seen', hides: 25, adds: 0 },
        { code: 'age', hides: 25, adds: 10, min_age: 23, max_age: 40 },
        { code: 'distance', hides: 10, adds: 10, max_distance_km: 100 },
        { code: 'goals', hides: 0, adds: 0 },
      ])(page)
    },
  },
  'deck-pool-fixed': {
    who: 'lonely',
    path: '/deck',
    act: shown('.pool'),
    prepare: pool([
      { code: 'theirs', hides: 25, adds: 0 },
      { code: 'gender', hides: 10, adds: 10 },
    ]),
  },
  'deck-pool-few': {
    who: 'lonely',
    path: '/deck',
    act: shown('.pool'),
    prepare: async (page) => {
      await choosy(page)
      await pool([
        { code: 'age', hides: 0, adds: 0, min_age: 23, max_age: 40 },
        { code: 'distance', hides: 0, adds: 0, max_distance_km: 100 },
        { code: 'theirs', hides: 0, adds: 0 },
        { code: 'seen', hides: 0, adds: 0 },
      ])(page)
    },
  },
  'deck-pool-nobody': { who: 'lonely', path: '/deck', act: shown('.state'), prepare: pool([]) },
}

const others: Readonly<Record<string, Scene>> = {
  'deck-widened': {
    who: 'anna',
    path: '/deck',
    prepare: change<ListCandidatesResponse>('discovery/candidates*', (page) => ({
      candidates: page.candidates.map((each) => ({ ...each, verified: true })),
      next_page_token: '',
      widened_to_km: 100,
    })),
    act: async (page) => {
      await deckReady(page)
      await shown('.deck-widened')(page)
    },
  },
  'deck-used-up': {
    who: 'anna',
    path: '/deck',
    prepare: (page) =>
      page.route('**/v1/discovery/pass', (route) =>
        route.fulfill({
          status: 429,
          contentType: 'application/problem+json',
          headers: { 'retry-after': '20000' },
          json: { type: 'about:blank', title: 'No', status: 429, detail: 'No.', code: 'SWIPES_USED_UP' },
        }),
      ),
    act: async (page) => {
      await deckReady(page)
      await page.keyboard.press('ArrowLeft')
      await shown('dialog')(page)
    },
  },
  'person-verified': {
    who: 'anna',
    path: ({ ivan }) => `/people/${ivan.userId}`,
    act: shown('.person-verified'),
    prepare: change<Profile>('profiles/0*', (profile) => ({ ...profile, verified: true })),
  },
  'person-more': {
    who: 'anna',
    path: ({ ivan }) => `/people/${ivan.userId}`,
    act: async (page) => {
      await shown('.person .photo-loaded')(page)
      await page.locator('.bar-actions .icon-button').click()
      await shown('dialog .row-danger')(page)
    },
  },
  'chat-more': {
    who: 'anna',
    path: inChat,
    act: async (page) => {
      await page.locator('.chat-header > .icon-button').click()
      await shown('dialog .row-danger')(page)
    },
  },
  'chat-block': {
    who: 'anna',
    path: inChat,
    act: async (page) => {
      await page.locator('.chat-header > .icon-button').click()
      await askToBlock(page)
    },
  },
  'match-block': {
    who: 'anna',
    path: '/deck',
    act: async (page, { meet }) => {
      await deckReady(page)
      await meet()
      await shown('.match .photo-loaded')(page)
      await page.locator('.match-more .icon-button').click()
      await askToBlock(page)
    },
  },
  blocked: { who: 'lonely', path: '/settings/blocked', act: shown('.list .avatar') },
  'blocked-empty': { who: 'anna', path: '/settings/blocked', act: shown('.state') },
  'filters-chosen': {
    who: 'anna',
    path: '/filters',
    prepare: choosy,
    act: shown('.pool-count:not(:empty)'),
  },
  'deck-paused': {
    who: 'anna',
    path: '/deck',
    prepare: change<Profile>('profiles/me', (profile) => ({ ...profile, paused: true })),
    act: async (page) => {
      await deckReady(page)
      await shown('.deck-unpause')(page)
    },
  },
  away: {
    who: 'anna',
    path: '/deck',
    act: shown('.match .photo-loaded'),
    // The server celebrates once, each look has its own.
    prepare: (page, { chat, fresh }) =>
      change<GetBadgesResponse>('notifications/badges', (badges) => ({
        ...badges,
        celebrate_match_ids: [chat, fresh],
      }))(page),
  },
  'profile-paused': {
    who: 'anna',
    path: '/profile',
    act: shown('.switch:checked'),
    prepare: change<Profile>('profiles/me', (profile) => ({ ...profile, paused: true })),
  },
}

/** Whom there is to see, whom not, and whom one does not want to see. */
export async function shootDiscovery(camera: Camera, world: World): Promise<void> {
  for (const [name, { who, path, prepare, act }] of Object.entries({ ...emptyDecks, ...others })) {
    const where = typeof path === 'string' ? path : path(world)
    const page = await camera.open(
      world[who],
      where,
      (opened) => prepare?.(opened, world) ?? Promise.resolve(),
    )
    await act(page, world)
    await camera.shoot(name, { end: ['filters-chosen', 'profile-paused'].includes(name) })
  }
}
