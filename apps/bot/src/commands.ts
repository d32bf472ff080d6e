import type { NextFunction } from 'grammy'
import type { BotCommand } from 'grammy/types'

import type { Locale } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import type { BotContext } from './context.js'

/** What the bot is told by a slash, in the order of the menu. */
export const commandNames = [
  'start',
  'profile',
  'matches',
  'settings',
  'language',
  'pause',
  'help',
  'support',
  'privacy',
  'delete',
] as const

/** The commands with a line on each. */
export const commandsIn = (locale: Locale): BotCommand[] =>
  commandNames.map((command) => ({
    command,
    description: botTranslators[locale].t(`bot-command-${command}`),
  }))

/** Phones begin a message with a capital: /Help is /help. */
export function lowerCaseCommand({ message }: BotContext, next: NextFunction): Promise<void> {
  if (message?.text !== undefined)
    message.text = message.text.replace(/^\/\w+/, (command) => command.toLowerCase())
  return next()
}
