import { type BotContext, senderOf } from '../context.js'
import { throughRestart } from '../gateway/through-restart.js'
import type { Desk } from './desk.js'
import type { Outcome } from './question.js'
import { askOpen, showOutcome } from './say.js'
import { after } from './steps.js'
import type { Talk } from './talk.js'

/** Two bots may hear a person at the same time: whoever comes second reads again. */
const maxTries = 3

/** What an answer is: an outcome, nothing that was meant for the question, or heard before. */
type Answer = Outcome | 'not meant' | 'heard before'

/** Lets somebody answer the open question; false when nothing is asked or the answer is not meant for it. */
export async function answerOpen(
  desk: Desk,
  ctx: BotContext,
  work: (talk: Talk) => Promise<Answer>,
): Promise<boolean> {
  for (let tries = 1; tries <= maxTries; tries++) {
    const read = () => desk.memory.read(senderOf(ctx))
    const { value: talk, version } = await (isOfWords(ctx) ? throughRestart(read) : read())
    const outcome = talk === undefined ? 'not meant' : await work(talk)
    if (talk === undefined || outcome === 'not meant') return false
    if (outcome === 'heard before' || (await keep(desk, ctx, { talk, version, outcome }))) return true
  }
  throw new Error('a talk is changed by others all the time')
}

/** Words may be for somebody else: an excuse in the place of an answer would lose them. */
const isOfWords = ({ message }: BotContext): boolean => message?.text !== undefined

interface Given {
  readonly talk: Talk
  readonly version: number
  readonly outcome: Outcome
}

/** Writes what an answer leads to, and then says it; false when somebody else wrote meanwhile. */
async function keep(desk: Desk, ctx: BotContext, given: Given): Promise<boolean> {
  const { talk, version, outcome } = given
  const next = after(talk, outcome, ctx.message?.message_id ?? talk.heard)
  if (next === undefined && outcome.type === 'answered' && talk.aim === 'superlike')
    return end(desk, ctx, given)
  const isKept = (await desk.memory.write(senderOf(ctx), next, version)) !== undefined
  // Where nothing is to be kept another bot's word counts as well: what was done is not done again.
  if (!isKept && !(outcome.type === 'again' && outcome.draft === undefined)) return false
  await showOutcome(ctx, talk, outcome)
  if (outcome.type === 'again') return true
  if (next !== undefined) await askOpen(desk, ctx, next)
  else await follow(desk, ctx, talk, outcome)
  return true
}

/**
 * Words that are sent when the talk is over are sent before it is forgotten: a bot that is killed in between hears them again, and the same
 * message counts once.
 */
async function end(desk: Desk, ctx: BotContext, { talk, version, outcome }: Given): Promise<boolean> {
  await follow(desk, ctx, talk, outcome)
  await desk.memory.write(senderOf(ctx), undefined, version)
  await showOutcome(ctx, talk, outcome)
  return true
}

/** What follows on the last answer. */
async function follow(
  desk: Desk,
  ctx: BotContext,
  talk: Talk,
  { draft = talk.draft }: Outcome,
): Promise<void> {
  await desk.endings.get(talk.aim)?.(ctx, { draft, last: talk.todo[0] })
}
