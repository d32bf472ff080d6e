import { InlineKeyboard } from 'grammy'

/** A keyboard with one button that opens a screen of the Mini App. */
export const appButton = (text: string, url: string): { reply_markup: InlineKeyboard } => ({
  reply_markup: new InlineKeyboard().webApp(text, url),
})
