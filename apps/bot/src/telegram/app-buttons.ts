import type { Transformer } from 'grammy'
import type { InlineKeyboardMarkup } from 'grammy/types'

import type { Log } from '@kindred/kernel'

/**
 * Telegram refuses a whole message for a button whose app is not behind https, as where somebody tries Kindred at home: the words
 * arrive without these buttons, and the operator is told once.
 */
export function withoutRefusedButtons(log: Log, appUrl: string): Transformer {
  let isTold = false
  return async (prev, method, payload, signal) => {
    const answer = await prev(method, payload, signal)
    if (answer.ok || answer.error_code !== 400 || !/web app url|BUTTON_URL_INVALID/i.test(answer.description))
      return answer
    if (!isTold)
      log.warn({ appUrl }, 'Telegram opens Mini Apps over https only: set WEB_APP_URL, see docs/live.md')
    isTold = true
    const { reply_markup: markup } = payload as { reply_markup?: InlineKeyboardMarkup }
    if (markup?.inline_keyboard === undefined) return answer
    const rows = markup.inline_keyboard.map((row) => row.filter((button) => !('web_app' in button)))
    const kept = { inline_keyboard: rows.filter((row) => row.length > 0) }
    return prev(method, { ...payload, reply_markup: kept }, signal)
  }
}
