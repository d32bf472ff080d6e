import { InlineKeyboard } from 'grammy'

import type { Translator } from '@kindred/locales'

import type { AppLinks } from './app-links.js'

/** The data of the button that begins the questions for a profile, or goes on with them. */
export const joinPress = 'join'

/** Both ways to a profile: in the Mini App, and here in the chat. */
export const waysIn = ({ t }: Translator, links: AppLinks): InlineKeyboard =>
  new InlineKeyboard().webApp(t('bot-create-profile'), links.home).row().text(t('bot-join-here'), joinPress)

/** What is said to somebody without a profile, with the ways to one. */
export const noProfile = (
  translator: Translator,
  links: AppLinks,
): [string, { reply_markup: InlineKeyboard }] => [
  translator.t('bot-no-profile'),
  { reply_markup: waysIn(translator, links) },
]
