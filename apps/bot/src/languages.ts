import type { Api } from 'grammy'

import { type Locale, localeOf, locales } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { boundedMap } from './bounded-map.js'
import { commandsIn } from './commands.js'

/** Which language a person is spoken to in. */
export interface Languages {
  /** The chosen one, else that of the person's Telegram. */
  of(chatId: number, tag: string | undefined): Promise<Locale>
  /** Shows the menu button in a language that the person did not choose. */
  greet(chatId: number, tag: string | undefined): Promise<void>
  choose(chatId: number, locale: Locale): Promise<void>
}

const mostChats = 50_000
const mark = 'lang'

/**
 * The bot has no database: a chosen language is kept where Telegram keeps it for us, in the address of the person's own menu
 * button, and read back from there after a restart.
 */
export function createLanguages(api: Api, appUrl: string): Languages {
  const chosen = boundedMap<number, Locale | 'none'>(mostChats)

  async function read(chatId: number): Promise<Locale | 'none'> {
    const known = chosen.get(chatId)
    if (known !== undefined) return known
    const button = await api.getChatMenuButton({ chat_id: chatId })
    const url = button.type === 'web_app' ? button.web_app.url : ''
    const kept = URL.canParse(url) ? new URL(url).searchParams.get(mark) : null
    const locale = locales.find((one) => one === kept) ?? 'none'
    chosen.set(chatId, locale)
    return locale
  }

  const showMenu = (chatId: number, locale: Locale, url: string): Promise<true> =>
    api.setChatMenuButton({ chat_id: chatId, menu_button: menuButton(locale, url) })

  return {
    async of(chatId, tag) {
      const locale = await read(chatId).catch(() => 'none' as const)
      return locale === 'none' ? localeOf(tag) : locale
    },
    async greet(chatId, tag) {
      if ((await read(chatId)) === 'none') await showMenu(chatId, localeOf(tag), `${appUrl}/`)
    },
    async choose(chatId, locale) {
      chosen.set(chatId, locale)
      await showMenu(chatId, locale, `${appUrl}/?${mark}=${locale}`)
      await api.setMyCommands(commandsIn(locale), { scope: { type: 'chat', chat_id: chatId } })
    },
  }
}

/** The button beside the input field, which opens the Mini App. */
export const menuButton = (locale: Locale, url: string) =>
  ({ type: 'web_app', text: botTranslators[locale].t('bot-menu-button'), web_app: { url } }) as const
