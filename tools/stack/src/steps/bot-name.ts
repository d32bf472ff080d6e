const patienceMs = 2_000

/** What the bot is called at Telegram, for its t.me address; undefined when Telegram does not say so soon. */
export async function findBotName(token: string, telegramRoot: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${telegramRoot}/bot${token}/getMe`, { signal: AbortSignal.timeout(patienceMs) })
    const { result } = (await response.json()) as { result?: { username?: unknown } }
    const name = result?.username
    return typeof name === 'string' && /^\w{3,40}$/.test(name) ? name : undefined
  } catch {
    return undefined
  }
}
