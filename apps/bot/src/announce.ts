import type { Api } from 'grammy'

import { locales } from '@kindred/locales'

import { commandsIn } from './commands.js'
import { menuButton } from './languages.js'

/** Tells Telegram what the bot can do: the commands per language, English for all others, and the menu button. */
export async function announce(api: Api, appUrl: string): Promise<void> {
  const scope = { type: 'all_private_chats' } as const
  await api.setMyCommands(commandsIn('en'), { scope })
  for (const locale of locales) await api.setMyCommands(commandsIn(locale), { scope, language_code: locale })
  await api.setChatMenuButton({ menu_button: menuButton('en', `${appUrl}/`) })
}
