import type { BotCommand } from 'grammy/types'

import type { Locale } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { type CommandName, commands } from './features/index.js'

/** What the bot is told by a slash, in the order of the menu. */
export const commandNames = Object.keys(commands) as CommandName[]

/** The menu: every command with the line that its text `bot-command-<name>` gives it. */
export const commandsIn = (locale: Locale): BotCommand[] =>
  commandNames.map((command) => ({
    command,
    description: botTranslators[locale].t(`bot-command-${command}`),
  }))
