import type { Api } from 'grammy'
import type { BotCommand } from 'grammy/types'

import type { Log } from '@kindred/kernel'
import { type Locale, localeOf, locales } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { boundedMap } from './bounded-map.js'
import { whatOf } from './excuse.js'
import type { Gateway, Sender } from './gateway/gateway.js'

/** Which language a person is spoken to in: one setting with the Mini App, kept by Kindred. */
export interface Languages {
  /** The chosen one, else that of the person's Telegram. */
  of(sender: Sender): Promise<Locale>
  choose(sender: Sender, locale: Locale): Promise<void>
  /** Puts the menu button and the commands of a chat into the language that its person is spoken to in. */
  show(sender: Sender): Promise<void>
}

/** What the languages are made of. */
export interface LanguagesDeps {
  readonly api: Api
  readonly gateway: Gateway
  readonly appUrl: string
  readonly log: Log
  /** The menu of commands in a language. */
  commandsIn(locale: Locale): BotCommand[]
}

const maxChats = 50_000
/** A choice in the Mini App is heard of after so long. */
const freshMs = 5_000
/** Nobody waits longer for the language than for the answer. */
const patienceMs = 2_000

interface Known {
  readonly chosen: Locale | undefined
  readonly askedAt: number
}

/** Nothing is known of anybody. */
export function createLanguages({ api, gateway, appUrl, log, commandsIn }: LanguagesDeps): Languages {
  const known = boundedMap<number, Known>(maxChats)
  const shown = boundedMap<number, string>(maxChats)

  async function chosenBy({ id }: Sender): Promise<Locale | undefined> {
    const last = known.get(id)
    if (last !== undefined && Date.now() - last.askedAt < freshMs) return last.chosen
    try {
      const language = await gateway.languageOf(id, AbortSignal.timeout(patienceMs))
      const chosen = locales.find((one) => one === language?.toLowerCase().split('-')[0])
      known.set(id, { chosen, askedAt: Date.now() })
      return chosen
    } catch {
      return last?.chosen
    }
  }

  return {
    of: async (sender) => (await chosenBy(sender)) ?? localeOf(sender.language_code),
    async choose(sender, locale) {
      await gateway.as(sender, (client) => client.auth.setLanguage({ language: locale }))
      known.set(sender.id, { chosen: locale, askedAt: Date.now() })
    },
    async show(sender) {
      const { id } = sender
      const chosen = known.get(id)?.chosen
      const locale = chosen ?? localeOf(sender.language_code)
      const state = `${locale} ${chosen === undefined ? 'by Telegram' : 'by choice'}`
      if ((shown.get(id) ?? asEverybody) === state) return
      shown.set(id, state)
      try {
        await api.setChatMenuButton({ chat_id: id, menu_button: menuButton(locale, `${appUrl}/`) })
        const scope = { type: 'chat', chat_id: id } as const
        if (chosen !== undefined) await api.setMyCommands(commandsIn(locale), { scope })
      } catch (error) {
        shown.delete(id)
        log.debug(whatOf(error), 'the menu of a chat could not be changed')
      }
    },
  }
}

/** What a chat shows by itself: Telegram chooses among the commands, and the menu button is English. */
const asEverybody = 'en by Telegram'

/** The button beside the input field, which opens the Mini App. */
export const menuButton = (locale: Locale, url: string) =>
  ({ type: 'web_app', text: botTranslators[locale].t('bot-menu-button'), web_app: { url } }) as const
