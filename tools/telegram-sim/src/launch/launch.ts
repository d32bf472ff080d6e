import { chatInstance, queryId } from '../world/acts.js'
import { type Person, userOf } from '../world/people.js'
import { unixNow, type World } from '../world/world.js'
import { signLaunch } from './init-data.js'
import { type ThemeName, themes } from './theme.js'

/** The Telegram clients that a phone can be. */
export const platforms = ['ios', 'android', 'tdesktop', 'macos', 'weba'] as const
type Platform = (typeof platforms)[number]

/** How a Mini App is opened. */
export interface LaunchOptions {
  /** The address of the app; the simulator's own when left out. */
  readonly url?: string | undefined
  /** Given by a direct link such as t.me/bot/app?startapp=… */
  readonly startParam?: string | undefined
  readonly theme?: ThemeName | undefined
  readonly platform?: Platform | undefined
  /** When Telegram signed the data: now unless told. */
  readonly signedAt?: Date | undefined
  /** The version of the client that the app sees. */
  readonly version?: string | undefined
}

/** The version of the Mini Apps platform that the phones speak. */
const clientVersion = '9.1'

/** The signed data of a launch. */
function initDataOf(world: World, person: Person, { startParam, signedAt }: LaunchOptions = {}): string {
  const { is_bot: _, ...user } = userOf(person)
  const origin =
    startParam === undefined
      ? { query_id: queryId() }
      : { chat_instance: chatInstance(person.id), chat_type: 'sender', start_param: startParam }
  const fields = {
    ...origin,
    user: JSON.stringify({ ...user, last_name: person.lastName ?? '', allows_write_to_pm: person.started }),
    auth_date: String(signedAt === undefined ? unixNow() : Math.floor(signedAt.getTime() / 1000)),
  }
  return signLaunch(fields, world.botToken)
}

/** The address that a client opens: what the app has to know travels in its hash. */
export function launchUrl(world: World, person: Person, options: LaunchOptions & { url: string }): string {
  const url = new URL(options.url)
  if (options.startParam !== undefined) url.searchParams.set('tgWebAppStartParam', options.startParam)
  const facts = new URLSearchParams({
    tgWebAppData: initDataOf(world, person, options),
    tgWebAppVersion: options.version ?? clientVersion,
    tgWebAppPlatform: options.platform ?? 'ios',
    tgWebAppThemeParams: JSON.stringify(themes[options.theme ?? 'light']),
  })
  url.hash = url.hash === '' ? facts.toString() : `${url.hash.slice(1)}&${facts.toString()}`
  return url.href
}
