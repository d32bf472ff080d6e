import type { Finding } from '../preflight/index.js'

/** What Telegram says of the bot's webhook; `root` is the Bot API, without the token. */
export async function checkWebhook(url: URL, token: string, root: string): Promise<Finding> {
  const name = 'webhook'
  const answer = await fetch(`${root}/bot${token}/getWebhookInfo`, { signal: AbortSignal.timeout(15_000) })
  const { ok, result, description } = (await answer.json()) as {
    ok: boolean
    description?: string
    result?: { url: string; pending_update_count: number; last_error_message?: string }
  }
  if (!ok || result === undefined)
    return {
      name,
      ok: false,
      advice: `Telegram refuses BOT_TOKEN (${description ?? answer.status}): copy it from @BotFather again.`,
    }
  if (result.url === '') return { name, ok: true, detail: 'none: the bot asks for updates by itself' }
  if (!result.url.startsWith(`${url.origin}/`))
    return {
      name,
      ok: false,
      advice: `Telegram calls ${result.url}, which is not below ${url.origin}: set BOT_WEBHOOK_URL and start the bot again.`,
    }
  if (result.last_error_message !== undefined)
    return {
      name,
      ok: false,
      advice: `Telegram's last call failed (${result.last_error_message}): the proxy must pass that path to the bot's port.`,
    }
  return { name, ok: true, detail: `${result.url}, ${result.pending_update_count} updates wait` }
}
