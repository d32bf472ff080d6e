import type { Message } from 'grammy/types'

import { isShutOut } from '@kindred/client'
import type { Log } from '@kindred/kernel'

import { type BotContext, senderOf } from '../context.js'
import { tellFailure, whatOf } from '../excuse.js'
import type { Gateway } from '../gateway/gateway.js'
import { isLeaving } from '../gateway/has-code.js'
import type { Goal } from './goal.js'
import type { MessageIdOf } from './message-id.js'
import type { OpenChats } from './open-chat.js'
import type { MarkShown } from './read-marks.js'
import { refusalOf, sendWords } from './send.js'
import { wordsOf } from './words-of.js'

/** So often it is written down that a conversation is in use. */
const notedEveryMs = 5 * 60_000

/** What posting needs. */
export interface PostDeps {
  readonly gateway: Gateway
  readonly log: Log
  readonly openChats: OpenChats
  readonly markShown: MarkShown
  readonly messageIdOf: MessageIdOf
}

/** What became of words: nothing is said of those that were sent. */
export type Posted = { readonly why: string; readonly again: boolean } | undefined

/** Sends the words of a message to its goal and marks as read what was answered by them. */
export async function post(ctx: BotContext, message: Message, goal: Goal, deps: PostDeps): Promise<Posted> {
  const { gateway, log, openChats, markShown, messageIdOf } = deps
  const sender = senderOf(ctx)
  const { conversationId, open } = goal
  try {
    const messageId = messageIdOf(message.chat.id, message.message_id)
    await sendWords(gateway, sender, { conversationId, messageId, text: wordsOf(message) })
  } catch (error) {
    if (isShutOut(error) || isLeaving(error)) throw error
    const refusal = refusalOf(error, ctx.translator.t)
    if (refusal === undefined) tellFailure(log, error, 'message')
    if (refusal?.isOver === true) await openChats.close(sender, conversationId)
    return refusal ?? { why: ctx.translator.t('bot-chat-not-sent'), again: true }
  }
  try {
    await markShown(sender, conversationId)
    if (open?.conversationId === conversationId && Date.now() - open.usedAt > notedEveryMs)
      await openChats.open(sender, { ...open, usedAt: Date.now() })
  } catch (error) {
    // The words are sent: nothing else matters to whoever wrote them.
    log.debug(whatOf(error), 'what was answered could not be marked as read')
  }
  return undefined
}
