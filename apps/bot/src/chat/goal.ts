import type { Message } from 'grammy/types'

import { KindredError } from '@kindred/client'

import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { chatPress, pressOf } from './acts.js'
import type { OpenChat, OpenChats } from './open-chat.js'

/** Where words go. */
export interface Goal {
  readonly conversationId: string
  /** The conversation that is open, be it this one or another. */
  readonly open: OpenChat | undefined
  /** Up to which message the person has seen it; 0 when that is not known. */
  readonly seenUpTo: number
}

/** The conversation that a message replies to, else the one that is open; undefined when the message is for no conversation. */
export async function goalOf(
  ctx: BotContext,
  { reply_to_message: replied }: Message,
  { gateway, openChats }: { gateway: Gateway; openChats: OpenChats },
): Promise<Goal | undefined> {
  const sender = senderOf(ctx)
  const open = await openChats.of(sender)
  if (replied?.from?.id !== ctx.me.id)
    return open && { conversationId: open.conversationId, open, seenUpTo: open.shownUpTo }
  const about = { telegram_message_id: replied.message_id }
  const id = await gateway.as(sender, async ({ notification }) => {
    const found = await notification.findBotMessage(about).catch(unlessUnknown)
    return found?.conversation_id ?? ''
  })
  return id === '' ? undefined : { conversationId: id, open, seenUpTo: seqUnder(replied) }
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof KindredError) || error.code !== 'BOT_MESSAGE_NOT_FOUND') throw error
}

/** The seq that stands in the button under a message. */
function seqUnder({ reply_markup: markup }: Message): number {
  const reply = chatPress('reply')
  for (const button of markup?.inline_keyboard.flat() ?? []) {
    const match = 'callback_data' in button ? reply.exec(button.callback_data) : null
    if (match !== null) return parseInt(pressOf(match).about, 36) || 0
  }
  return 0
}
