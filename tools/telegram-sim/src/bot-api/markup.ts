import type { InlineButton, InlineKeyboard, KeyboardButton, ReplyMarkup } from '../world/types.js'
import { badRequest } from './error.js'

/** The buttons under a message, checked as Telegram checks them; undefined when there are none. */
export function inlineKeyboard(markup: ReplyMarkup | undefined): InlineKeyboard | undefined {
  const rows = markup?.inline_keyboard?.filter((row) => row.length > 0) ?? []
  rows.flat().forEach(checkButton)
  return rows.length === 0 ? undefined : { inline_keyboard: rows }
}

/** The keyboard that replaces the person's own: undefined leaves it as it is. */
export function replyKeyboard(
  markup: ReplyMarkup | undefined,
): readonly (readonly KeyboardButton[])[] | 'remove' | undefined {
  if (markup?.remove_keyboard === true) return 'remove'
  return markup?.keyboard?.map((row) =>
    row.map((button) => (typeof button === 'string' ? { text: button } : checkedKey(button))),
  )
}

function checkButton(button: InlineButton): void {
  if (!button.text)
    throw badRequest('can\'t parse inline keyboard button: Field "text" must be of type String')
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data)
    if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID')
  } else if (button.web_app !== undefined) checkAppUrl(button.web_app.url, 'inline keyboard button')
  else if (button.url !== undefined) checkLink(button.url)
  else
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
}

function checkedKey(button: KeyboardButton): KeyboardButton {
  if (button.web_app !== undefined) checkAppUrl(button.web_app.url, 'keyboard button')
  return button
}

/** Telegram takes https only; the simulator also takes this machine. */
export function checkAppUrl(url: string, place: string): void {
  const said = `${place} Web App URL '${url}' is invalid`
  if (!URL.canParse(url)) throw badRequest(`${said}: URL host is empty`)
  const { protocol, hostname } = new URL(url)
  const isHere = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  if (protocol !== 'https:' && !isHere) throw badRequest(`${said}: Only HTTPS links are allowed`)
}

function checkLink(url: string): void {
  if (!/^(https?|tg):\/\//.test(url))
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`)
}
