import type { BotContext } from '../context.js'

/**
 * The Idempotency-Key of what is done about somebody: the same for each press under one card, and for an update that Telegram brings again
 * because the bot was stopped while it worked on it.
 */
export function onceKey(ctx: BotContext, act: string, userId: string): string {
  const message = ctx.callbackQuery?.message ?? ctx.message
  return [act, userId, message?.message_id ?? ctx.update.update_id].join(':')
}
