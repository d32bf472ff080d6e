import { Composer } from 'grammy'

import { type BotContext, senderOf } from '../context.js'
import { type Desk, type Ending, openDesk } from './desk.js'
import { hear, hearPress, letBe } from './hear.js'
import { cancelData } from './question.js'
import type { QuestionName } from './question-names.js'
import { askOpen } from './say.js'
import { type Aim, type Draft, type Talk, unixNow } from './talk.js'
import { back, cancel } from './turn-back.js'

/** What a talk is begun with. */
interface Beginning {
  readonly aim: Aim
  readonly todo: readonly QuestionName[]
  readonly draft?: Draft
}

/** The questions of the bot and the answers of people: each person has one talk at a time. */
export interface Talks {
  /** Asks these questions, in the place of those that were open. */
  begin(ctx: BotContext, beginning: Beginning): Promise<void>
  /** Asks the open question of somebody who joins once more; false when there is none. */
  resume(ctx: BotContext): Promise<boolean>
  /** What follows when all questions of an aim are answered. */
  whenOver(aim: Aim, ending: Ending): void
  readonly composer: Composer<BotContext>
}

/**
 * Talks are kept at Kindred after every answer, as the questions that are left: a restart loses nothing, and the next message may be heard by
 * another bot. An answer is written before the next question is asked; whoever is not asked is asked at their next word.
 */
export function createTalks(deps: Parameters<typeof openDesk>[0]): Talks {
  const desk = openDesk(deps)
  return {
    composer: listening(desk),
    whenOver: (aim, ending) => void desk.endings.set(aim, ending),
    async begin(ctx, { aim, todo: [first, ...rest], draft = {} }) {
      if (first === undefined) return
      const heard = ctx.message?.message_id ?? 0
      const talk: Talk = { aim, todo: [first, ...rest], past: [], draft, heard, begun: unixNow() }
      let isKept = false
      while (!isKept) {
        const { version } = await desk.memory.read(senderOf(ctx))
        isKept = (await desk.memory.write(senderOf(ctx), talk, version)) !== undefined
      }
      await askOpen(desk, ctx, talk)
    },
    async resume(ctx) {
      const { value: talk } = await desk.memory.read(senderOf(ctx))
      if (talk?.aim !== 'join') return false
      await askOpen(desk, ctx, talk)
      return true
    },
  }
}

function listening(desk: Desk): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.command('cancel', (ctx) => cancel(desk, ctx))
  composer.command('back', (ctx) => back(desk, ctx))
  composer.callbackQuery(cancelData, async (ctx) => {
    await cancel(desk, ctx)
    await ctx.editMessageReplyMarkup().catch(() => undefined)
  })
  composer.callbackQuery(/^talk:([a-z-]+):(.*)$/, (ctx) => {
    const [, question = '', data = ''] = ctx.match
    return hearPress(desk, ctx, { question, data })
  })
  composer.on('message', hear(desk))
  composer.on('callback_query', letBe(desk))
  return composer
}
