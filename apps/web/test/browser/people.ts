import type { Browser } from 'playwright-core'

import { createClient, type CreateProfileRequest, type Gender, type KindredClient } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import type { TestStack } from './stack.js'

type Target = Pick<TestStack, 'url' | 'botToken'>

/** A person of a test, who can be driven through the public API and through a phone. */
export interface Person {
  readonly client: KindredClient
  readonly userId: string
  readonly name: string
  readonly telegramId: number
  readonly initData: string
}

/** Where a person lives and whom they want to see. */
export interface Life {
  readonly latitude: number
  readonly longitude: number
  readonly wants: Gender
  readonly photos?: number
}

let telegramIds = 800_000_000 + Math.floor(Math.random() * 100_000_000)

/** Signs somebody in; without a profile. */
export async function signIn(target: Target, name: string, telegramId = telegramIds++): Promise<Person> {
  const client = createClient({ baseUrl: target.url })
  const initData = telegramInitData({ id: telegramId, firstName: name, botToken: target.botToken })
  const { user } = await client.signIn({ init_data: initData })
  return { client, telegramId, initData, name, userId: user?.id ?? '' }
}

/** Signs somebody in and fills in everything that matching needs. */
export async function settle(
  target: Target,
  profile: Pick<CreateProfileRequest, 'name' | 'gender'> & Partial<CreateProfileRequest>,
  life: Life,
  browser?: Browser,
): Promise<Person> {
  const person = await signIn(target, profile.name)
  const { client } = person
  await client.profile.createProfile({ birth_date: '1996-04-12', ...profile })
  const photos = []
  for (let number = 0; browser !== undefined && number < (life.photos ?? 0); number++)
    photos.push(await client.uploadPhoto(await portrait(browser, profile.name, number)))
  const ids = photos.map((photo) => photo.media_id)
  if (ids.length > 0) await showPhotos(client, ids)
  // On a busy machine the profiles hear of an account later than they wait for it.
  const place = { latitude: life.latitude, longitude: life.longitude }
  await until(() => client.profile.setMyLocation(place).then(() => true), `${profile.name} lives somewhere`)
  await client.profile.setMyPreferences({ wanted_genders: [life.wants], min_age: 18, max_age: 100 })
  return person
}

/** Puts photos into the profile as soon as they have been looked at. */
export const showPhotos = (client: KindredClient, ids: string[]): Promise<void> =>
  until(() => client.profile.setMyPhotos({ photo_ids: ids }).then(() => true), 'photos may be shown')

/** Asks again until the answer is what it should be; outside vitest too. */
export async function until(ask: () => Promise<boolean>, what: string, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs
  while (!(await ask().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Waits until somebody has exactly so many people in the deck. */
export const seesPeople = (person: Person, count: number): Promise<void> =>
  until(async () => {
    const { candidates } = await person.client.discovery.listCandidates({ page_size: 50 })
    return candidates.length === count
  }, `${person.name} sees ${count} people`)

/** Two people like each other, and both know of it; answers with the match, which is the conversation. */
export async function match(one: Person, other: Person): Promise<string> {
  const id = await matchAway(one, other)
  const end = Date.now() + 10_000
  // Whoever has the app open is told by it, and has nothing to celebrate later.
  for (;;) {
    const { celebrate_match_ids: ids, unseen_matches: unseen } = await one.client.notification.getBadges()
    if (ids.includes(id)) await one.client.notification.markSeen({ celebrated_match_ids: [id] })
    if (ids.includes(id) || unseen > 0 || Date.now() > end) return id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The same, of which the first is not told before they open the app. */
export async function matchAway(one: Person, other: Person): Promise<string> {
  const ready = (person: Person) => () =>
    person.client.discovery.listCandidates({ page_size: 1 }).then(() => true)
  await until(ready(one), `${one.name} may like`)
  await until(ready(other), `${other.name} may like`)
  await until(
    () => one.client.discovery.like({ target_user_id: other.userId }).then(() => true),
    `${one.name} likes ${other.name}`,
  )
  const { match: made } = await other.client.discovery.like({ target_user_id: one.userId })
  const id = made?.match_id ?? ''
  await until(async () => {
    const { conversations } = await one.client.chat.listConversations({ page_size: 100 })
    return conversations.some((each) => each.conversation_id === id)
  }, 'the conversation opens')
  return id
}

const portraits = new Map<string, Blob>()

/** A drawn portrait; no photo of a real person. */
async function portrait(browser: Browser, name: string, number: number): Promise<Blob> {
  const hue =
    (Array.from(name).reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) + number * 47) % 360
  const key = String(hue)
  const known = portraits.get(key)
  if (known !== undefined) return known
  const page = await browser.newPage({ viewport: { width: 600, height: 800 } })
  await page.setContent(drawing(hue, number))
  const bytes = await page.screenshot({ type: 'jpeg', quality: 80 })
  await page.close()
  const blob = new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
  portraits.set(key, blob)
  return blob
}

const drawing = (
  hue: number,
  number: number,
): string => `<body style="margin:0"><svg width="600" height="800" viewBox="0 0 600 800">
  <rect width="600" height="800" fill="hsl(${hue} 55% 72%)"/><circle cx="${120 + number * 160}" cy="150" r="90" fill="hsl(${hue + 40} 80% 86%)"/>
  <path d="M60 800c20-240 120-310 240-310s220 70 240 310z" fill="hsl(${hue + 150} 40% 42%)"/>
  <circle cx="300" cy="340" r="150" fill="hsl(${(hue % 40) + 15} 45% 68%)"/>
  <path d="M145 330c-10-130 70-200 155-200s165 70 155 200c-60-20-90-60-110-100-50 60-120 90-200 100z" fill="hsl(${hue + 200} 30% 25%)"/>
  <circle cx="245" cy="350" r="14"/><circle cx="355" cy="350" r="14"/><path d="M240 420q60 50 120 0" fill="none" stroke="#333" stroke-width="10" stroke-linecap="round"/></svg>`
