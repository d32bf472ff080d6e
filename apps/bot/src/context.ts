import type { Composer, Context } from 'grammy'
import type { BotCommand, Message } from 'grammy/types'

import type { Log } from '@kindred/kernel'
import type { Locale, Translator } from '@kindred/locales'

import type { AppLinks } from './app-links.js'
import type { Gateway, Sender } from './gateway/gateway.js'
import type { Languages } from './languages.js'
import type { ReadFile } from './telegram/files.js'

/** An update with the texts of the person's language. */
export type BotContext = Context & {
  translator: Translator
  /** The messages of an album, or the one message; empty when the update is none. */
  album: readonly Message[]
  /** What is shown for a moment to whoever pressed a button. */
  pressAnswer?: string
}

/** What the features may use. */
export interface BotDeps {
  readonly gateway: Gateway
  readonly links: AppLinks
  readonly log: Log
  readonly languages: Languages
  /** Where people get help from a human. */
  readonly supportUrl: string | undefined
  readonly readFile: ReadFile
  /** The menu of commands in a language. */
  commandsIn(locale: Locale): BotCommand[]
}

/** One thing that the bot can do. */
export type Feature = (deps: BotDeps) => Composer<BotContext>

/** Who wrote. In a private chat that is always somebody. */
export function senderOf(ctx: BotContext): Sender {
  if (ctx.from === undefined) throw new Error('an update without a sender')
  return ctx.from
}
