import { type BotContext, senderOf } from '../context.js'
import type { Kept } from '../gateway/memory.js'
import type { Browsing } from './browsing.js'
import type { CardDesk } from './desk.js'
import { showNext } from './show-next.js'
import { type Swipe, swipe, type Swiped } from './swipe.js'
import { sealCard, tellMatch, tellOld, tellUsedUp } from './tell.js'

/** Answers the card that waits and shows the next one; an old card is answered with what is true now. */
export async function answerCard(desk: CardDesk, ctx: BotContext, answer: Swipe): Promise<void> {
  const done = await claim(desk, ctx, answer)
  if (done === undefined) return tellOld(desk, ctx, answer.userId)
  const { kept, swiped } = done
  if (swiped.result === 'used up') return tellUsedUp(ctx, swiped)
  await sealCard(ctx)
  ctx.pressAnswer = wordsFor(answer, swiped, ctx)
  if (swiped.result === 'taken' && swiped.match !== undefined) await tellMatch(ctx, swiped.match, desk)
  await showNext(desk, ctx, kept)
}

function wordsFor({ kind }: Swipe, { result }: Swiped, { translator: { t } }: BotContext): string {
  if (result === 'gone') return t('person-gone-title')
  if (result === 'matched') return t('browse-matched')
  return t(kind === 'PASS' ? 'browse-passed' : 'browse-liked')
}

/** Claims the card before it is answered, so that two quick presses are one answer; gives it back when it was none. */
async function claim(
  { gateway, memory }: CardDesk,
  ctx: BotContext,
  answer: Swipe,
): Promise<{ kept: Kept<Browsing>; swiped: Swiped } | undefined> {
  const sender = senderOf(ctx)
  const { value, version } = await memory.read(sender)
  if (value?.card?.id !== answer.userId) return undefined
  const kept = await memory.write(sender, { from: value.from, last: value.card }, version)
  if (kept === undefined) return undefined
  try {
    const swiped = await gateway.as(sender, (client) => swipe(client, answer))
    if (swiped.result === 'used up') await memory.write(sender, value, kept.version)
    return { kept, swiped }
  } catch (error) {
    await memory.write(sender, value, kept.version)
    throw error
  }
}
