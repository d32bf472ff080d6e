/** The person by Telegram's initData; to show and to prefill, never to trust. */
interface TelegramUser {
  readonly id: number
  readonly firstName: string
  readonly languageCode: string
  readonly photoUrl: string | undefined
  /** Whether the bot may write to the person. */
  readonly allowsWriting: boolean
}

export interface Launch {
  /** The signed string that signs the person in; undefined outside Telegram. */
  readonly initData: string | undefined
  readonly user: TelegramUser | undefined
  readonly startParam: string | undefined
  readonly platform: string
  readonly version: string
  readonly theme: Readonly<Record<string, string>>
}

/** Reads the launch parameters that Telegram leaves in the fragment of the address. */
export function readLaunch(hash: string): Launch {
  const params = new URLSearchParams(hash.replace(/^#/, ''))
  const initData = params.get('tgWebAppData') || undefined
  const fields = new URLSearchParams(initData ?? '')
  return {
    initData,
    user: readUser(fields.get('user')),
    startParam: params.get('tgWebAppStartParam') || fields.get('start_param') || undefined,
    platform: params.get('tgWebAppPlatform') ?? 'unknown',
    version: params.get('tgWebAppVersion') ?? '6.0',
    theme: readTheme(params.get('tgWebAppThemeParams')),
  }
}

function readUser(json: string | null): TelegramUser | undefined {
  const user = parse(json)
  if (typeof user?.['id'] !== 'number') return undefined
  const text = (key: string): string => (typeof user[key] === 'string' ? user[key] : '')
  return {
    id: user['id'],
    firstName: text('first_name'),
    languageCode: text('language_code'),
    photoUrl: text('photo_url') || undefined,
    allowsWriting: user['allows_write_to_pm'] === true,
  }
}

const readTheme = (json: string | null): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parse(json) ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^#[0-9a-f]{6}$/i.test(entry[1]),
    ),
  )

function parse(json: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** A name for the list of sessions. */
export function deviceName(platform: string): string {
  const names: Readonly<Record<string, string>> = {
    android: 'Android',
    android_x: 'Android',
    ios: 'iPhone',
    macos: 'Mac',
    tdesktop: 'Desktop',
    weba: 'Web',
    webk: 'Web',
    web: 'Web',
  }
  return names[platform] ?? ''
}
