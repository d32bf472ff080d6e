import { type Api, GrammyError } from 'grammy'

import type { Log } from '@kindred/kernel'
import { locales } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { whatOf } from './excuse.js'
import { menuButton } from './languages.js'
import { commandsIn } from './menu.js'

/** What the bot says of itself, per language; English for all others. */
const audiences = [{ locale: 'en' } as const, ...locales.map((locale) => ({ locale, language_code: locale }))]

/**
 * Tells Telegram what the bot can do and what it is: commands, the text in an empty chat, the one on its page, the menu button.
 * What Telegram refuses is logged and left as it was.
 */
export async function announce(api: Api, appUrl: string, log: Log): Promise<void> {
  const scope = { type: 'all_private_chats' } as const
  for (const { locale, ...audience } of audiences) {
    const { t } = botTranslators[locale]
    await tried(log, () => api.setMyCommands(commandsIn(locale), { scope, ...audience }))
    const description = t('bot-description')
    await tried(log, async () => {
      const now = await api.getMyDescription(audience)
      if (now.description !== description) await api.setMyDescription(description, audience)
    })
    const short = t('bot-short-description')
    await tried(log, async () => {
      const now = await api.getMyShortDescription(audience)
      if (now.short_description !== short) await api.setMyShortDescription(short, audience)
    })
  }
  await tried(log, () => api.setChatMenuButton({ menu_button: menuButton('en', `${appUrl}/`) }))
}

async function tried(log: Log, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    log.warn(whatOf(error), 'Telegram refused a text or button of the bot')
  }
}
