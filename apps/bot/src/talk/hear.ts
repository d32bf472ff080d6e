import type { NextFunction } from 'grammy'
import type { Message } from 'grammy/types'

import { KindredError } from '@kindred/client'

import { repliedConversation } from '../chat/goal.js'
import { type BotContext, senderOf } from '../context.js'
import { isSent } from '../telegram/sent.js'
import { answerOpen } from './answer.js'
import { type Desk, sceneOf } from './desk.js'
import { questions } from './questions/index.js'
import { isLate, type Talk } from './talk.js'

/** Hears what is written or sent as the answer to the open question. */
export const hear =
  (desk: Desk) =>
  async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const { message } = ctx
    if (message === undefined || !isSent(message) || isElse(message)) return next()
    const isAnswer = await answerOpen(desk, ctx, async (talk) => {
      if ((await repliedConversation(ctx, message, desk.gateway)) !== undefined) return 'not meant'
      if (message.message_id <= talk.heard) return 'heard before'
      if (isLate(talk)) return 'not meant'
      const outcome = await questions[talk.todo[0]].hear?.(sceneOf(desk, ctx, talk), message)
      if (outcome !== undefined) return outcome
      // Whoever changes one thing may send a photo for the profile meanwhile.
      if (talk.aim !== 'join' && message.text === undefined) return 'not meant'
      return { type: 'again', words: ctx.translator.t('talk-unfit') }
    })
    if (!isAnswer) await next()
  }

/** A command, or a reply to a message with buttons about a conversation. */
function isElse({ text, reply_to_message: replied }: Message): boolean {
  const buttons = replied?.reply_markup?.inline_keyboard.flat() ?? []
  return (
    text?.startsWith('/') === true ||
    buttons.some((button) => 'callback_data' in button && button.callback_data.startsWith('chat:'))
  )
}

/** Hears a button of a question, if that one is open. */
export async function hearPress(
  desk: Desk,
  ctx: BotContext,
  { question, data }: { readonly question: string; readonly data: string },
): Promise<void> {
  const isOpen = await answerOpen(desk, ctx, async (talk) => {
    const [open] = talk.todo
    if (open !== question) return 'not meant'
    return (await questions[open].press?.(sceneOf(desk, ctx, talk), data)) ?? 'not meant'
  })
  if (isOpen) return
  ctx.pressAnswer = ctx.translator.t('talk-answered')
  await ctx.editMessageReplyMarkup().catch(() => undefined)
}

/** Whoever presses something else has let a change be: what they write next may be meant for somebody else. */
export const letBe =
  ({ memory }: Desk) =>
  async (ctx: BotContext, next: NextFunction): Promise<void> => {
    try {
      const { value, version } = await memory.read(senderOf(ctx))
      if (value !== undefined && isLetBe(value, ctx)) {
        await memory.write(senderOf(ctx), undefined, version)
        if (value.aim === 'news') await ctx.reply(ctx.translator.t('news-put-away'))
      }
    } catch (error) {
      // Kindred is away, or the account is being left: what was pressed says so itself.
      if (!(error instanceof KindredError)) throw error
    }
    await next()
  }

/** Joining goes on whatever is pressed, and writing news whatever is pressed about other news. */
const isLetBe = ({ aim }: Talk, { callbackQuery }: BotContext): boolean =>
  aim !== 'join' && !(aim === 'news' && callbackQuery?.data?.startsWith('news:') === true)
