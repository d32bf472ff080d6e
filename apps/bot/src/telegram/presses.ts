import { GrammyError, type MiddlewareFn } from 'grammy'

import type { Log } from '@kindred/kernel'

import type { BotContext } from '../context.js'
import { whatOf } from '../excuse.js'

/**
 * Does what a button asks for, then tells Telegram that the press was heard. Telegram forgets a press after a while, as when the
 * bot was away: what the button does counts all the same.
 */
export const answerPresses =
  (log: Log): MiddlewareFn<BotContext> =>
  async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return next()
    try {
      await next()
    } finally {
      await ctx
        .answerCallbackQuery(ctx.pressAnswer)
        .catch((error: unknown) =>
          log.debug(whatOf(error), 'Telegram refused the answer to a pressed button'),
        )
    }
  }

type Change = Parameters<BotContext['editMessageText']>[1]

/** Puts a text in the place of the message whose button was pressed, or says it anew when Telegram keeps that message as it is. */
export async function replaceText(ctx: BotContext, text: string, options: Change = {}): Promise<void> {
  try {
    await ctx.editMessageText(text, options)
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    if (!error.description.includes('message is not modified')) await ctx.reply(text, options)
  }
}
