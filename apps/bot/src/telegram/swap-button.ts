import { GrammyError } from 'grammy'
import type { InlineKeyboardButton } from 'grammy/types'

import type { BotContext } from '../context.js'

/** Puts another button in the place of the pressed one; the press counts as well where Telegram keeps the message as it is. */
export async function swapButton(ctx: BotContext, button: InlineKeyboardButton): Promise<void> {
  const { data, message } = ctx.callbackQuery ?? {}
  const isPressed = (one: InlineKeyboardButton): boolean =>
    'callback_data' in one && one.callback_data === data
  const rows = message?.reply_markup?.inline_keyboard ?? []
  const keyboard = rows.map((row) => row.map((one) => (isPressed(one) ? button : one)))
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard: keyboard } })
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
  }
}
