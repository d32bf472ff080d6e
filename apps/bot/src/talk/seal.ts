import type { BotContext } from '../context.js'
import { replaceText } from '../telegram/presses.js'

/** Puts what was pressed in the place of the buttons, so that whoever scrolls up reads what was answered. */
export async function sealPress(ctx: BotContext): Promise<void> {
  const { message, data } = ctx.callbackQuery ?? {}
  if (message?.text === undefined) return
  const buttons = message.reply_markup?.inline_keyboard.flat() ?? []
  const pressed = buttons.find((button) => 'callback_data' in button && button.callback_data === data)
  await replaceText(ctx, pressed === undefined ? message.text : `${message.text}\n\n✓ ${pressed.text}`)
}
