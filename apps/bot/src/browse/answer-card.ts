import { type BotContext, senderOf } from '../context.js'
import type { CardDesk } from './desk.js'
import { onceKey } from './once-key.js'
import { showNext } from './show-next.js'
import { type Swipe, swipe, type Swiped } from './swipe.js'
import { sealCard, tellMatch, tellOld, tellUsedUp } from './tell.js'

/**
 * Answers the card that waits and shows the next one; an old card is answered with what is true now. The card waits until Kindred has the
 * answer: a bot that is stopped in between hears the press again, and the same answer counts once.
 */
export async function answerCard(desk: CardDesk, ctx: BotContext, answer: Swipe): Promise<void> {
  const sender = senderOf(ctx)
  const { value, version } = await desk.memory.read(sender)
  if (value?.card?.id !== answer.userId) return tellOld(desk, ctx, answer.userId)
  const key = onceKey(ctx, answer.kind, answer.userId)
  const swiped = await desk.gateway.as(sender, (client) => swipe(client, answer, key))
  if (swiped.result === 'under way') return
  if (swiped.result === 'used up') return tellUsedUp(ctx, swiped)
  ctx.pressAnswer = wordsFor(answer, swiped, ctx)
  if (swiped.result === 'taken' && swiped.match !== undefined) await tellMatch(ctx, swiped.match, desk)
  await showNext(desk, ctx, { value: { from: value.from }, version })
  await sealCard(ctx)
}

function wordsFor({ kind }: Swipe, { result }: Swiped, { translator: { t } }: BotContext): string {
  if (result === 'gone') return t('person-gone-title')
  if (result === 'matched') return t('browse-matched')
  return t(kind === 'PASS' ? 'browse-passed' : 'browse-liked')
}
