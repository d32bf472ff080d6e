import type { BotContext } from '../context.js'
import { replaceText } from '../telegram/presses.js'
import { type Desk, sceneOf } from './desk.js'
import type { Asked, Outcome } from './question.js'
import { questions } from './questions/index.js'
import { sealPress } from './seal.js'
import type { Talk } from './talk.js'

/** Whether the open question stands with keys in the place of the keyboard. */
const hasKeys = ({ todo: [open] }: Talk): boolean => questions[open].hasKeys === true

/** Asks the open question. */
export async function askOpen(desk: Desk, ctx: BotContext, talk: Talk): Promise<void> {
  await send(ctx, await questions[talk.todo[0]].ask(sceneOf(desk, ctx, talk)))
}

/** Says something that ends the open question; its keys go, which takes some words. */
export async function sayEnd(ctx: BotContext, talk: Talk, words: string | undefined): Promise<void> {
  if (hasKeys(talk))
    await ctx.reply(words ?? ctx.translator.t('talk-noted'), { reply_markup: { remove_keyboard: true } })
  else if (words !== undefined) await ctx.reply(words)
}

/** Shows what came of an answer: in the place of the question where a button was pressed. */
export async function showOutcome(ctx: BotContext, talk: Talk, outcome: Outcome): Promise<void> {
  const isPress = ctx.callbackQuery !== undefined
  if (outcome.type !== 'again') {
    if (isPress) await sealPress(ctx)
    return sayEnd(ctx, talk, outcome.words)
  }
  if (outcome.asked !== undefined) await (isPress ? replace : send)(ctx, outcome.asked)
  if (outcome.words === undefined) return
  if (isPress) ctx.pressAnswer = outcome.words
  else await ctx.reply(outcome.words)
}

async function send(ctx: BotContext, { text, keyboard }: Asked): Promise<void> {
  await ctx.reply(text, keyboard === undefined ? {} : { reply_markup: keyboard })
}

async function replace(ctx: BotContext, { text, keyboard }: Asked): Promise<void> {
  // Only buttons under a message can be put in the place of others.
  if (keyboard !== undefined && 'inline_keyboard' in keyboard)
    await replaceText(ctx, text, { reply_markup: keyboard })
}
