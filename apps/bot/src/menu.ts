import type { BotCommand } from 'grammy/types'

import type { Locale } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import type { CommandTheme } from './features/feature.js'
import { type CommandName, commands, type ThemeName, themes } from './features/index.js'

/** What the bot is told by a slash, in the order of the menu. */
export const commandNames = Object.keys(commands) as CommandName[]

/** The menu: every command with the line that its text `bot-command-<name>` gives it. */
export const commandsIn = (locale: Locale): BotCommand[] => linesOf(commandNames, locale)

/** The menu by what commands are about. */
export const themesIn = (locale: Locale): CommandTheme[] =>
  (Object.keys(themes) as ThemeName[]).map((name) => ({
    title: botTranslators[locale].t(`bot-theme-${name}`),
    commands: linesOf(Object.keys(themes[name]) as CommandName[], locale),
  }))

const linesOf = (names: readonly CommandName[], locale: Locale): BotCommand[] =>
  names.map((command) => ({ command, description: botTranslators[locale].t(`bot-command-${command}`) }))
