import { KindredError, type UndoResponse } from '@kindred/client'

import { type BotContext, senderOf } from '../context.js'
import type { CardDesk } from './desk.js'
import { onceKey } from './once-key.js'
import { showNext } from './show-next.js'
import { sealCard } from './tell.js'

/** Takes the last answer back and shows that person again, when the card that waits was pressed. */
export async function takeBack(desk: CardDesk, ctx: BotContext, userId: string): Promise<void> {
  const { value, version } = await desk.memory.read(senderOf(ctx))
  if (value?.card?.id !== userId) {
    ctx.pressAnswer = ctx.translator.t('bot-old-button')
    return sealCard(ctx)
  }
  const undone = await undo(desk, ctx, userId)
  if (undone === undefined) return
  await showNext(desk, ctx, { value: { from: value.from }, version }, undone.target_user_id)
  await sealCard(ctx)
}

/** Undefined when there is nothing to take back, or another bot is taking it back. */
async function undo(
  { gateway }: CardDesk,
  ctx: BotContext,
  userId: string,
): Promise<UndoResponse | undefined> {
  const options = { idempotencyKey: onceKey(ctx, 'undo', userId) }
  try {
    return await gateway.as(senderOf(ctx), (client) => client.discovery.undo({}, options))
  } catch (error) {
    if (!(error instanceof KindredError)) throw error
    if (error.code === 'IDEMPOTENCY_IN_PROGRESS') return undefined
    if (error.code !== 'NOTHING_TO_UNDO') throw error
    ctx.pressAnswer = ctx.translator.t('deck-refused-undo')
    return undefined
  }
}
