import { Composer, InlineKeyboard } from 'grammy'
import type { Message } from 'grammy/types'

import type { KindredClient, Message as ChatMessage } from '@kindred/client'
import { adviceOn, topicOf } from '@kindred/kernel/advice'
import { marks } from '@kindred/kernel/marks'
import type { Translator } from '@kindred/locales'

import { boundedMap } from '../bounded-map.js'
import { chatData, chatPress, pressOf } from '../chat/acts.js'
import { findConversation } from '../chat/find-conversation.js'
import { type Goal, goalOf } from '../chat/goal.js'
import { post } from '../chat/post.js'
import { faultOf } from '../chat/send.js'
import { wordsOf } from '../chat/words-of.js'
import { type BotContext, senderOf } from '../context.js'
import { replaceText } from '../telegram/presses.js'
import { sent } from '../telegram/sent.js'
import type { BotDeps, Feature } from './feature.js'

/** Whoever opened a conversation so long ago may have forgotten it, and is asked before their words go there. */
const forgottenAfterMs = 60 * 60_000
const maxChats = 10_000

/** What people type goes to the conversation that they reply to, else to the one that is open. */
export const words: Feature = (deps) => {
  const composer = new Composer<BotContext>()
  const toldOfEdits = boundedMap<number, true>(maxChats)

  composer.on(sent, async (ctx, next) => {
    const { message } = ctx
    if (message === undefined || message.text?.startsWith('/') === true) return next()
    const goal = await goalOf(ctx, message, deps)
    if (goal === undefined) return next()
    const { t } = ctx.translator
    const { conversationId: id, open } = goal
    const fault = faultIn(message, t)
    if (fault !== undefined) return answer(ctx, message, fault)
    const question = await questionBefore(ctx, wordsOf(message), goal, deps)
    if (question !== undefined) return answer(ctx, message, question, sendButton(t('bot-chat-send'), id))
    const posted = await post(ctx, message, goal, deps)
    if (posted !== undefined)
      return answer(ctx, message, posted.why, posted.again ? sendButton(t('app-try-again'), id) : undefined)
    if (open !== undefined && open.conversationId !== id)
      return answer(ctx, message, t('bot-chat-aside', { name: open.name }))
  })

  composer.callbackQuery(chatPress('send'), async (ctx) => {
    const { t } = ctx.translator
    const { conversationId } = pressOf(ctx.match)
    const message = ctx.callbackQuery.message?.reply_to_message
    if (message?.text === undefined) return replaceText(ctx, t('bot-chat-words-gone'))
    const open = await deps.openChats.of(senderOf(ctx))
    const posted = await post(ctx, message, { conversationId, open }, deps)
    if (posted === undefined) return replaceText(ctx, t('bot-chat-sent'))
    const button = posted.again ? { reply_markup: sendButton(t('app-try-again'), conversationId) } : {}
    return replaceText(ctx, posted.why, button)
  })

  composer.on('edited_message:text', async (ctx) => {
    const { editedMessage: message, chat } = ctx
    if (toldOfEdits.has(chat.id) || (await goalOf(ctx, message, deps)) === undefined) return
    toldOfEdits.set(chat.id, true)
    await answer(ctx, message, ctx.translator.t('bot-chat-no-edit'))
  })

  return composer
}

/** Why a message cannot be passed on. */
function faultIn(message: Message, t: Translator['t']): string | undefined {
  if (message.forward_origin !== undefined) return t('bot-chat-no-forward')
  return message.text === undefined ? t('bot-chat-words-only') : faultOf(wordsOf(message), t)
}

/** What to ask before words are sent: whether they are meant for a conversation opened long ago, or wise so early. */
async function questionBefore(
  ctx: BotContext,
  text: string,
  { conversationId, open }: Goal,
  { gateway }: BotDeps,
): Promise<string | undefined> {
  const { t } = ctx.translator
  if (open?.conversationId === conversationId && Date.now() - open.usedAt > forgottenAfterMs)
    return t('bot-chat-still', { name: open.name })
  const [advice] = adviceOn(text)
  if (advice === undefined) return undefined
  const isEarly = await gateway.as(senderOf(ctx), (client) => writtenFew(client, conversationId))
  return isEarly ? t(`chat-nudge-${topicOf(advice)}`) : undefined
}

/** Whether the caller is about to write one of their first messages, which the other person sees with advice. */
async function writtenFew(client: KindredClient, id: string): Promise<boolean> {
  const conversation = await findConversation(client, id)
  if (conversation === undefined) return false
  const { messages, has_more: hasMore } = await client.chat.listMessages({ conversation_id: id })
  const isOwn = ({ sender_id }: ChatMessage): boolean => sender_id !== conversation.participant.user_id
  return !hasMore && messages.filter(isOwn).length < marks.earlyContact.messages
}

const answer = async (
  ctx: BotContext,
  message: Message,
  text: string,
  keyboard?: InlineKeyboard,
): Promise<void> => {
  const reply = { message_id: message.message_id, allow_sending_without_reply: true }
  await ctx.reply(text, { reply_parameters: reply, ...(keyboard && { reply_markup: keyboard }) })
}

const sendButton = (text: string, conversationId: string): InlineKeyboard =>
  new InlineKeyboard().text(text, chatData('send', conversationId))
