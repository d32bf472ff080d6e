import { type BotContext, senderOf } from '../context.js'
import { answerCard } from './answer-card.js'
import { browsingMemory, type Carded, type Source } from './browsing.js'
import type { CardDesk } from './desk.js'
import { showNext } from './show-next.js'
import type { Swipe } from './swipe.js'
import { takeBack } from './take-back.js'
import { tellOld } from './tell.js'

/** The cards that people look at in the chat, one at a time. */
export interface Cards {
  /** Shows the card that waits for an answer, else the next one. */
  open(ctx: BotContext, from: Source): Promise<void>
  /** Answers a card; an old one is answered with what is true now. */
  answer(ctx: BotContext, answer: Swipe): Promise<void>
  /** Takes the last answer back and shows that person again; a press under an old card takes nothing back. */
  undo(ctx: BotContext, userId: string): Promise<void>
  /** Who is on the card that waits, when it is this person. */
  waiting(ctx: BotContext, userId: string): Promise<Carded | undefined>
  /** Says what is true of somebody whose card is old. */
  tellOld(ctx: BotContext, userId: string): Promise<void>
}

/** Cards of nobody yet. */
export function createCards(deps: Omit<CardDesk, 'memory'>): Cards {
  const desk: CardDesk = { ...deps, memory: browsingMemory(deps.gateway) }
  const read = (ctx: BotContext) => desk.memory.read(senderOf(ctx))
  return {
    tellOld: (ctx, userId) => tellOld(desk, ctx, userId),
    answer: (ctx, answer) => answerCard(desk, ctx, answer),
    async open(ctx, from) {
      const { value, version } = await read(ctx)
      const waiting = value?.from === from ? value.card : undefined
      await showNext(desk, ctx, { value: { ...value, from }, version }, waiting?.id)
    },
    undo: (ctx, userId) => takeBack(desk, ctx, userId),
    async waiting(ctx, userId) {
      const { value } = await read(ctx)
      return value?.card?.id === userId ? value.card : undefined
    },
  }
}
