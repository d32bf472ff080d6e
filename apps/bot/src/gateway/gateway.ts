import {
  createClient,
  type ExchangeTelegramUserResponse,
  isShutOut,
  type KindredClient,
  KindredError,
  memoryTokens,
} from '@kindred/client'

import { boundedMap } from '../bounded-map.js'
import { repeatedly as sent } from './patiently.js'
import { traced } from './traced.js'

/** Who wrote to the bot, as Telegram names them. */
export interface Sender {
  readonly id: number
  readonly language_code?: string | undefined
  readonly username?: string | undefined
}

/** The way to Kindred. */
export interface Gateway {
  /** Works as a person; signs them in when needed, and anew when their session was ended meanwhile. */
  as<Answer>(sender: Sender, work: (client: KindredClient) => Promise<Answer>): Promise<Answer>
  /** Signs somebody in who came by a link with this /start payload: for whoever is new it says who invited them. */
  join(sender: Sender, startParam: string): Promise<void>
  /** The language that a Telegram account chose; makes no account. */
  languageOf(telegramId: number, signal: AbortSignal): Promise<string | undefined>
  /** Appeals for somebody who cannot sign in; false when nothing keeps them out. */
  appeal(sender: Sender, words: string): Promise<boolean>
  /** Whether the person is a moderator or an admin now. */
  isStaff(sender: Sender): Promise<boolean>
  /** Forgets a person's session here. */
  forget(sender: Sender): void
  /** The bytes of a photo by its signed address. */
  readPhoto(url: string): Promise<Buffer>
}

/** How the gateway is reached. */
export interface GatewayOptions {
  readonly url: string
  /** The bot's credential. */
  readonly secret: string
}

interface SignedIn {
  readonly client: KindredClient
  readonly expiresAt: number
}

const repeatedly = traced(sent)

/** A token must live this long when work with it begins. */
const marginMs = 60_000
const maxPeople = 20_000

/** A gateway that nothing was asked of yet. It keeps access tokens in memory and exchanges again rather than refreshing. */
export function createGateway({ url, secret }: GatewayOptions): Gateway {
  const credential = clientOfBot(url, secret)
  const anybody = createClient({ baseUrl: url, fetch: repeatedly })
  const people = boundedMap<number, SignedIn>(maxPeople)

  const exchange = (sender: Sender, startParam?: string): Promise<ExchangeTelegramUserResponse> =>
    credential.auth.exchangeTelegramUser({
      telegram_user_id: sender.id,
      language_code: languageOf(sender),
      username: usernameOf(sender),
      ...(startParam !== undefined && { start_param: startParam }),
    })

  async function signIn(sender: Sender, startParam?: string): Promise<KindredClient> {
    const { access_token, refresh_token, expires_in } = await exchange(sender, startParam)
    const expiresAt = Date.now() + expires_in * 1000
    const tokens = memoryTokens({ accessToken: access_token, refreshToken: refresh_token, expiresAt })
    const client = createClient({ baseUrl: url, fetch: repeatedly, tokens })
    people.set(sender.id, { client, expiresAt })
    return client
  }

  function clientOf(sender: Sender): Promise<KindredClient> {
    const known = people.get(sender.id)
    return known !== undefined && known.expiresAt - marginMs > Date.now()
      ? Promise.resolve(known.client)
      : signIn(sender)
  }

  return {
    async as(sender, work) {
      const client = await clientOf(sender)
      try {
        return await work(client)
      } catch (error) {
        if (!(error instanceof KindredError) || error.status !== 401) throw error
        return work(await signIn(sender))
      }
    },
    async join(sender, startParam) {
      await signIn(sender, startParam)
    },
    async languageOf(telegramId, signal) {
      const { language } = await credential.auth.findLanguage({ telegram_user_id: telegramId }, { signal })
      return language
    },
    appeal: (sender, words) => appealUnlessIn(anybody, signIn(sender), words),
    isStaff: async (sender) => (await exchange(sender)).is_staff,
    forget: (sender) => people.delete(sender.id),
    async readPhoto(address) {
      const { pathname, search } = new URL(address, url)
      const response = await repeatedly(`${url}${pathname}${search}`, {})
      if (!response.ok) throw new Error(`The photo was answered with ${response.status}.`)
      return Buffer.from(await response.arrayBuffer())
    },
  }
}

/** A client that calls as the bot itself. */
const clientOfBot = (url: string, secret: string): KindredClient =>
  createClient({
    baseUrl: url,
    fetch: (address, init) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${secret}`)
      return repeatedly(address, { ...init, headers })
    },
  })

/** Appeals by the token that comes with the refusal of a sign-in; false when it is not refused. */
async function appealUnlessIn(
  anybody: KindredClient,
  signingIn: Promise<unknown>,
  text: string,
): Promise<boolean> {
  try {
    await signingIn
    return false
  } catch (refusal) {
    if (!isShutOut(refusal)) throw refusal
    const { appeal_token: token = '' } = refusal.problem.facts ?? {}
    await anybody.safety.appealFromOutside({ appeal_token: token, text })
    return true
  }
}

/** Telegram's tag when it is one. */
const languageOf = ({ language_code: tag = '' }: Sender): string =>
  /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/.test(tag) && tag.length <= 35 ? tag : ''

/** Telegram's name of the account when it is one; empty for none. */
const usernameOf = ({ username = '' }: Sender): string => (/^\w{1,32}$/.test(username) ? username : '')
