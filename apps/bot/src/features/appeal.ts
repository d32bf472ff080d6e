import { Composer } from 'grammy'

import { KindredError, textLimits } from '@kindred/client'
import type { Key } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { type BotContext, senderOf } from '../context.js'
import { appealPress } from '../shut-out.js'
import type { Feature } from './feature.js'

/** In every language: the person may have chosen another one meanwhile. */
const questions: ReadonlySet<string> = new Set(
  Object.values(botTranslators).flatMap(({ t }) => [t('bot-appeal-ask'), t('bot-appeal-long')]),
)

/** What is said when an appeal is refused, by the code of the refusal. */
export const appealFailures: Readonly<Record<string, Key>> = {
  APPEAL_ALREADY_MADE: 'appeal-already',
  APPEAL_NOT_POSSIBLE: 'appeal-not-possible',
  DECISION_NOT_FOUND: 'appeal-not-possible',
}

/**
 * The appeal of a suspended or banned person: the button asks for words, and a reply to that question is the appeal. Nothing is kept
 * in between, so that it works across a restart.
 */
export const appeal: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.callbackQuery(appealPress, async (ctx) => {
    await ctx.reply(ctx.translator.t('bot-appeal-ask'), { reply_markup: { force_reply: true } })
  })

  composer.on('message:text', async (ctx, next) => {
    const { reply_to_message: question, text } = ctx.message
    const isAppeal = question?.from?.id === ctx.me.id && questions.has(question.text ?? '')
    if (!isAppeal) return next()
    const { t } = ctx.translator
    if (text.length > textLimits.AppealFromOutsideRequest.text.most)
      return void (await ctx.reply(t('bot-appeal-long'), { reply_markup: { force_reply: true } }))
    await ctx.reply(t(await outcomeOf(gateway.appeal(senderOf(ctx), text))))
  })

  return composer
}

async function outcomeOf(appealed: Promise<boolean>): Promise<Key> {
  try {
    return (await appealed) ? 'appeal-sent' : 'appeal-not-possible'
  } catch (error) {
    const known = error instanceof KindredError ? appealFailures[error.code] : undefined
    if (known === undefined) throw error
    return known
  }
}
