import type { InlineKeyboard, Keyboard } from 'grammy'
import type { Message } from 'grammy/types'

import type { KindredClient } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import type { BotContext } from '../context.js'
import type { ReceivePhotos } from '../photos/receive-photos.js'
import type { QuestionName } from './question-names.js'
import type { Draft, Talk } from './talk.js'

/** A question in words, with what can be pressed. */
export interface Asked {
  readonly text: string
  readonly keyboard?: InlineKeyboard | Keyboard
}

/** What an answer leads to. */
export type Outcome =
  /** Answered: the next question comes, after some words if there are any. */
  | { readonly type: 'answered'; readonly draft?: Draft; readonly words?: string }
  /** Not answered yet: says why, or changes the buttons under the question. */
  | { readonly type: 'again'; readonly draft?: Draft; readonly words?: string; readonly asked?: Asked }
  /** Another question has to be answered anew. */
  | { readonly type: 'back'; readonly to: QuestionName; readonly draft?: Draft; readonly words: string }

/** Where a question is asked and answered. */
export interface Scene extends Pick<Translator, 't' | 'label' | 'locale'> {
  readonly ctx: BotContext
  readonly talk: Talk
  /** Works as the person. */
  as<Answer>(work: (client: KindredClient) => Promise<Answer>): Promise<Answer>
  readonly receivePhotos: ReceivePhotos
}

/** One thing that the bot asks. */
export interface Question {
  ask(scene: Scene): Asked | Promise<Asked>
  /** What was written or sent; undefined when it is no answer of the kind that is asked for. */
  hear?(scene: Scene, message: Message): Promise<Outcome | undefined>
  /** What a button of the question says. */
  press?(scene: Scene, data: string): Promise<Outcome>
  /** Asked with keys in the place of the keyboard, which have to go afterwards. */
  readonly hasKeys?: boolean
}

/** The data of a button that ends the questions. */
export const cancelData = 'talk:cancel'

/** The data of a button of a question. */
export const talkData = (question: QuestionName, data: string): string => `talk:${question}:${data}`
