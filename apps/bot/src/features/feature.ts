import type { Composer } from 'grammy'
import type { BotCommand } from 'grammy/types'

import type { Log } from '@kindred/kernel'
import type { Locale } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import type { Cards } from '../browse/cards.js'
import type { MessageIdOf } from '../chat/message-id.js'
import type { OpenChats } from '../chat/open-chat.js'
import type { MarkShown } from '../chat/read-marks.js'
import type { BotContext } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import type { Languages } from '../languages.js'
import type { NewsFollowers } from '../news/followers.js'
import type { ReceivePhotos } from '../photos/receive-photos.js'
import type { Talks } from '../talk/talks.js'
import type { ReadFile } from '../telegram/files.js'

/** What the features may use. */
export interface BotDeps {
  readonly gateway: Gateway
  readonly links: AppLinks
  readonly log: Log
  readonly languages: Languages
  /** Where people get help from a human. */
  readonly supportUrl: string | undefined
  readonly readFile: ReadFile
  readonly openChats: OpenChats
  readonly markShown: MarkShown
  readonly messageIdOf: MessageIdOf
  readonly receivePhotos: ReceivePhotos
  /** The questions that people are asked. */
  readonly talks: Talks
  /** The people whom they are shown. */
  readonly cards: Cards
  /** The messages about news that are edited while these are sent. */
  readonly newsFollowers: NewsFollowers
  /** The menu of commands in a language. */
  commandsIn(locale: Locale): BotCommand[]
  /** The same by what they are about. */
  themesIn(locale: Locale): CommandTheme[]
}

/** Commands that belong together, under a title. */
export interface CommandTheme {
  readonly title: string
  readonly commands: readonly BotCommand[]
}

/** One thing that the bot can do. */
export type Feature = (deps: BotDeps) => Composer<BotContext>
