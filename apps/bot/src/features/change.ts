import { Composer } from 'grammy'

import type { BotContext } from '../context.js'
import { questionNames } from '../talk/question-names.js'
import type { Feature } from './feature.js'

/** The data of a button that changes one thing. */
export const changeData = (question: (typeof questionNames)[number]): string => `change:${question}`

/** Asks one question anew, such as the name or how far to look. */
export const change: Feature = ({ talks }) => {
  const composer = new Composer<BotContext>()
  composer.callbackQuery(/^change:([a-z-]+)$/, async (ctx, next) => {
    const question = questionNames.find((name) => name === ctx.match[1])
    if (question === undefined) return next()
    await talks.begin(ctx, { aim: 'change', todo: [question] })
  })
  return composer
}
