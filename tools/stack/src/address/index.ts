import type { Finding } from '../preflight/index.js'
import { checkCertificate, checkSocket } from './connections.js'
import { checkHealth, checkMiniApp, checkUpload } from './pages.js'
import { checkWebhook } from './webhook.js'

/** What to look at. */
export interface AddressOptions {
  readonly url: URL
  /** For the webhook; without it Telegram is not asked. */
  readonly botToken?: string | undefined
  /** The Bot API. */
  readonly telegramRoot: string
  /** Milliseconds since 1970, by this machine. */
  readonly nowMs: number
}

/** Asks an address what phones and Telegram will ask of it; one finding for each thing that holds or is missing. */
export async function checkAddress({
  url,
  botToken,
  telegramRoot,
  nowMs,
}: AddressOptions): Promise<Finding[]> {
  const checks: [name: string, check: () => Promise<Finding | Finding[]>][] = [
    ['certificate', () => checkCertificate(url, nowMs)],
    ['health', () => checkHealth(url, nowMs)],
    ['mini app', () => checkMiniApp(url)],
    ['websocket', () => checkSocket(url)],
    ['uploads', () => checkUpload(url)],
  ]
  if (botToken !== undefined) checks.push(['webhook', () => checkWebhook(url, botToken, telegramRoot)])
  const findings: Finding[] = []
  for (const [name, check] of checks) findings.push(...[await told(name, check)].flat())
  return findings
}

async function told(name: string, check: () => Promise<Finding | Finding[]>): Promise<Finding | Finding[]> {
  try {
    return await check()
  } catch (error) {
    const { message, cause } = error as Error
    // fetch hides why behind "fetch failed"; neither names the token.
    const reason = cause instanceof Error ? cause.message : message
    return {
      name,
      ok: false,
      advice: `nothing answers (${reason}): look at the address, the firewall and the proxy.`,
    }
  }
}
