import type { Message } from 'grammy/types'

import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { hasCode } from '../gateway/has-code.js'
import { throughRestart } from '../gateway/through-restart.js'
import type { OpenChat, OpenChats } from './open-chat.js'

/** Where words go. */
export interface Goal {
  readonly conversationId: string
  /** The conversation that is open, be it this one or another. */
  readonly open: OpenChat | undefined
}

/** The conversation that a message replies to, else the one that is open; undefined when the message is for no conversation. */
export async function goalOf(
  ctx: BotContext,
  { reply_to_message: replied }: Message,
  { gateway, openChats }: { gateway: Gateway; openChats: OpenChats },
): Promise<Goal | undefined> {
  const sender = senderOf(ctx)
  // Words that nobody knows where to send would be answered by an excuse, and lost.
  const open = await throughRestart(() => openChats.of(sender))
  if (replied?.from?.id !== ctx.me.id) return open && { conversationId: open.conversationId, open }
  const about = { telegram_message_id: replied.message_id }
  const id = await throughRestart(() =>
    gateway.as(sender, async ({ notification }) => {
      const found = await notification.findBotMessage(about).catch(unlessUnknown)
      return found?.conversation_id ?? ''
    }),
  )
  return id === '' ? undefined : { conversationId: id, open }
}

function unlessUnknown(error: unknown): undefined {
  if (!hasCode(error, 'BOT_MESSAGE_NOT_FOUND')) throw error
}
