import sharp from 'sharp'
import { vi } from 'vitest'
import WebSocket from 'ws'

import {
  createClient,
  type Fetch,
  type KindredClient,
  type Live,
  type LiveEvent,
  memoryTokens,
  type SocketConstructor,
} from '@kindred/client'
import { telegramInitData } from '@kindred/testkit'

/** Where the system under test is. */
export interface Target {
  readonly url: string
  readonly botToken: string
  /** Carries the people's requests in the place of the built-in one. */
  readonly fetch?: Fetch
}

/** A person who uses Kindred through its public client and nothing else. */
export interface Person {
  readonly telegramId: number
  readonly client: KindredClient
  readonly userId: string
  /** The present access token. */
  token(): string
}

let telegramIds = 700_000_000 + Math.floor(Math.random() * 100_000_000)

/** Signs a new Telegram user in. */
export const signIn = (target: Target, firstName: string): Promise<Person> =>
  signInAgain(target, telegramIds++, firstName)

/** Signs a Telegram user in, known or not. */
export async function signInAgain(
  target: Target,
  telegramId: number,
  firstName: string,
  username?: string,
): Promise<Person> {
  const tokens = memoryTokens()
  const client = createClient({ baseUrl: target.url, tokens, ...(target.fetch && { fetch: target.fetch }) })
  const initData = telegramInitData({ id: telegramId, firstName, username, botToken: target.botToken })
  const { user } = await client.signIn({ init_data: initData, device_name: `${firstName}'s phone` })
  return { telegramId, client, userId: user?.id ?? '', token: () => tokens.load()?.accessToken ?? '' }
}

/** What a profile is made of for a test. */
export interface Biography {
  readonly name: string
  readonly gender: 'WOMAN' | 'MAN' | 'NONBINARY'
  readonly wants: 'WOMAN' | 'MAN' | 'NONBINARY'
  readonly latitude: number
  readonly longitude: number
}

/** Signs in and fills everything in that matching needs. */
export const settle = async (target: Target, biography: Biography): Promise<Person> =>
  fillIn(await signIn(target, biography.name), biography)

/** The same with a certain Telegram account. */
export const settleAs = async (target: Target, telegramId: number, biography: Biography): Promise<Person> =>
  fillIn(await signInAgain(target, telegramId, biography.name), biography)

async function fillIn(person: Person, biography: Biography): Promise<Person> {
  const { profile } = person.client
  await profile.createProfile({
    name: biography.name,
    birth_date: '1996-04-12',
    gender: biography.gender,
    interests: ['reading'],
  })
  // On a busy machine profile hears of a new account seconds after its sign-in, and until then asks to try again.
  await vi.waitFor(
    () => profile.setMyLocation({ latitude: biography.latitude, longitude: biography.longitude }),
    { timeout: 60_000, interval: 500 },
  )
  await profile.setMyPreferences({ wanted_genders: [biography.wants], min_age: 18, max_age: 100 })
  return person
}

/** A photo as a phone takes it: turned by its orientation tag, with the place in its EXIF. */
export async function phonePhoto(): Promise<Blob> {
  const pixels = sharp({
    create: { width: 900, height: 600, channels: 3, background: { r: 180, g: 90, b: 60 } },
  })
  const jpeg = await pixels
    .composite([
      {
        input: { create: { width: 300, height: 600, channels: 3, background: { r: 20, g: 60, b: 200 } } },
        left: 0,
        top: 0,
      },
    ])
    .jpeg()
    .withExif({
      IFD0: { Make: 'Kindred Phone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '56/1 57/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '24/1 6/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  return new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })
}

/** A live connection that keeps what it heard. */
export interface Ear {
  readonly live: Live
  readonly heard: LiveEvent[]
  /** The data of the events of one type so far. */
  of<Type extends LiveEvent['type']>(type: Type): Extract<LiveEvent, { type: Type }>[]
}

/** Opens a person's live connection. */
export function listen(person: Person, cursor?: string): Ear {
  const live = person.client.connect({
    WebSocket: WebSocket as unknown as SocketConstructor,
    ...(cursor === undefined ? {} : { cursor }),
  })
  const heard: LiveEvent[] = []
  live.on((event) => heard.push(event))
  return { live, heard, of: (type) => heard.filter((event): event is never => event.type === type) }
}
