const patienceMs = 3_000

/** What Telegram says of a bot's token. */
export type BotCheck =
  | {
      readonly outcome: 'known'
      readonly username: string
      /** Where the button beside the input field leads; undefined when it opens no app yet. */
      readonly menuUrl: string | undefined
    }
  | { readonly outcome: 'refused' | 'unreachable'; readonly reason: string }

/** Asks Telegram whose token this is and what the bot's menu button opens. */
export async function askTelegram(token: string, telegramRoot: string): Promise<BotCheck> {
  try {
    const [me, menu] = await Promise.all([
      call<{ username?: string }>(token, telegramRoot, 'getMe'),
      call<MenuButton>(token, telegramRoot, 'getChatMenuButton'),
    ])
    if (!me.ok)
      return {
        outcome: me.error_code === 401 || me.error_code === 404 ? 'refused' : 'unreachable',
        reason: said(me),
      }
    const menuUrl = menu.ok ? menu.result.web_app?.url : undefined
    const { username = '' } = me.result
    if (!/^\w{3,40}$/.test(username))
      return { outcome: 'unreachable', reason: 'what answers there is no Bot API' }
    return { outcome: 'known', username, menuUrl }
  } catch (error) {
    return { outcome: 'unreachable', reason: reasonOf(error) }
  }
}

interface MenuButton {
  readonly web_app?: { readonly url: string }
}

type Answer<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly error_code: number; readonly description: string }

async function call<Result>(token: string, telegramRoot: string, method: string): Promise<Answer<Result>> {
  const url = `${telegramRoot.replace(/\/+$/, '')}/bot${token}/${method}`
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
  return (await response.json()) as Answer<Result>
}

const said = ({ error_code: code, description }: { error_code: number; description: string }): string =>
  `${code} ${description}`

/** Never the address, which holds the token. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError')
    return `no answer within ${patienceMs / 1000} s`
  if (error instanceof SyntaxError) return 'what answers there is no Bot API'
  const { code } = ((error as { cause?: unknown }).cause ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : 'no connection'
}
