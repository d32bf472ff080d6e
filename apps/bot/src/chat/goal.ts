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
  message: Message,
  { gateway, openChats }: { gateway: Gateway; openChats: OpenChats },
): Promise<Goal | undefined> {
  const sender = senderOf(ctx)
  // Words that nobody knows where to send would be answered by an excuse, and lost.
  const open = await throughRestart(() => openChats.of(sender))
  if (!isReplyToBot(ctx, message)) return open && { conversationId: open.conversationId, open }
  const id = await repliedConversation(ctx, message, gateway)
  return id === undefined ? undefined : { conversationId: id, open }
}

/** The conversation that stands in what a message replies to, in any part of it; undefined when there is none. */
export async function repliedConversation(
  ctx: BotContext,
  message: Message,
  gateway: Gateway,
): Promise<string | undefined> {
  if (!isReplyToBot(ctx, message)) return undefined
  const about = { telegram_message_id: message.reply_to_message.message_id }
  const found = await throughRestart(() =>
    gateway.as(senderOf(ctx), ({ notification }) => notification.findBotMessage(about).catch(unlessUnknown)),
  )
  return found?.conversation_id || undefined
}

type Reply = Message & Required<Pick<Message, 'reply_to_message'>>

const isReplyToBot = ({ me }: BotContext, message: Message): message is Reply =>
  message.reply_to_message?.from?.id === me.id

function unlessUnknown(error: unknown): undefined {
  if (!hasCode(error, 'BOT_MESSAGE_NOT_FOUND')) throw error
}
