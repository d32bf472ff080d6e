import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { createMemory, type Memory } from '../gateway/memory.js'
import type { ReceivePhotos } from '../photos/receive-photos.js'
import type { Scene } from './question.js'
import type { QuestionName } from './question-names.js'
import { type Aim, type Draft, readTalk, type Talk } from './talk.js'

/** What follows on the last answer: `draft` holds what was answered, `last` names the question. */
export type Ending = (ctx: BotContext, over: { draft: Draft; last: QuestionName }) => Promise<void>

/** What talks are held with. */
export interface Desk extends DeskDeps {
  readonly memory: Memory<Talk>
  readonly endings: Map<Aim, Ending>
}

interface DeskDeps {
  readonly gateway: Gateway
  readonly receivePhotos: ReceivePhotos
}

/** A desk at which nobody was asked anything yet. */
export const openDesk = (deps: DeskDeps): Desk => ({
  ...deps,
  memory: createMemory(deps.gateway, 'conversation', readTalk),
  endings: new Map(),
})

/** Where a person is asked and answers. */
export const sceneOf = ({ gateway, receivePhotos }: Desk, ctx: BotContext, talk: Talk): Scene => ({
  ...ctx.translator,
  ctx,
  talk,
  receivePhotos,
  as: (work) => gateway.as(senderOf(ctx), work),
})
