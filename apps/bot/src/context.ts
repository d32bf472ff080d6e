import type { Context } from 'grammy'
import type { Message, User } from 'grammy/types'

import type { Translator } from '@kindred/locales'

/** An update with the texts of the person's language. */
export type BotContext = Context & {
  translator: Translator
  /** The messages of an album, or the one message; empty when the update is none. */
  album: readonly Message[]
  /** What is shown for a moment to whoever pressed a button. */
  pressAnswer?: string
}

/** Who wrote. In a private chat that is always somebody. */
export function senderOf(ctx: BotContext): User {
  if (ctx.from === undefined) throw new Error('an update without a sender')
  return ctx.from
}
