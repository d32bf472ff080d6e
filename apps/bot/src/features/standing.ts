import { Composer, InlineKeyboard } from 'grammy'

import { KindredError, type StandingDecision, textLimits } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'
import { botTranslators } from '@kindred/locales/bot'

import { type BotContext, senderOf } from '../context.js'
import { dayIn } from '../moments.js'
import { appealFailures } from './appeal.js'
import type { Feature } from './feature.js'

const maxShown = 8

/** /standing says what was decided about the person and what came of their appeals; a button begins an appeal. */
export const standing: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.command('standing', async (ctx) => {
    const { t } = ctx.translator
    const decisions = (await decisionsOf(ctx)).slice(0, maxShown)
    if (decisions.length === 0)
      return void (await ctx.reply(`${t('decisions-empty-title')}\n\n${t('decisions-empty-text')}`))
    await ctx.reply(`${t('decisions-title')}\n\n${t('decisions-text')}`)
    for (const decision of decisions) {
      const keyboard = new InlineKeyboard()
      if (decision.appeal === 'POSSIBLE')
        keyboard.text(t('appeal-action'), `standing:${decision.decision_id}`)
      await ctx.reply(wordsOf(decision, ctx.translator), { reply_markup: keyboard })
    }
  })

  composer.callbackQuery(/^standing:([0-9a-f-]{36})$/, async (ctx) => {
    const { t } = ctx.translator
    const decision = (await decisionsOf(ctx)).find(({ decision_id: id }) => id === ctx.match[1])
    if (decision?.appeal !== 'POSSIBLE') return void (ctx.pressAnswer = t('appeal-not-possible'))
    await ask(ctx, 'bot-appeal-ask', lineOf(decision, ctx.translator))
  })

  const decisionsOf = (ctx: BotContext): Promise<StandingDecision[]> =>
    gateway.as(senderOf(ctx), async ({ safety }) => (await safety.getMyStanding()).decisions)

  return composer
}

/**
 * A reply to the question is the appeal. The question names the decision, so that nothing is kept in between and it works across a
 * restart, in whichever language it was asked.
 */
export const standingAppeal: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()
  composer.on('message:text', async (ctx, next) => {
    const { reply_to_message: question, text } = ctx.message
    const asked = question?.from?.id === ctx.me.id ? (question.text ?? '') : ''
    if (!beginnings.some((beginning) => asked.startsWith(beginning))) return next()
    const { t } = ctx.translator
    if (text.length > textLimits.AppealDecisionRequest.text.most)
      return void (await ask(ctx, 'bot-appeal-long', lineIn(asked)))
    const outcome = await gateway.as(senderOf(ctx), async ({ safety }) => {
      const { decisions } = await safety.getMyStanding()
      const decision = decisions.find((one) => isAbout(asked, one))
      if (decision === undefined) return 'appeal-not-possible'
      return outcomeOf(safety.appealDecision({ decision_id: decision.decision_id, text }))
    })
    await ctx.reply(t(outcome))
  })
  return composer
}

const translators: readonly Translator[] = Object.values(botTranslators)
const beginnings = translators.flatMap(({ t }) => [
  `${t('bot-appeal-ask')}\n\n`,
  `${t('bot-appeal-long')}\n\n`,
])

/** Asks for the words of an appeal against the decision that the line names. */
async function ask(
  ctx: BotContext,
  question: 'bot-appeal-ask' | 'bot-appeal-long',
  line: string,
): Promise<void> {
  await ctx.reply(`${ctx.translator.t(question)}\n\n${line}`, { reply_markup: { force_reply: true } })
}

const lineIn = (asked: string): string => asked.split('\n\n').at(-1) ?? ''

const isAbout = (asked: string, decision: StandingDecision): boolean =>
  decision.appeal === 'POSSIBLE' &&
  translators.some((translator) => lineIn(asked) === lineOf(decision, translator))

const titles: Readonly<Record<string, Key>> = {
  WARN: 'decision-warn',
  REMOVE_PHOTO: 'decision-remove-photo',
  REJECT_PHOTO: 'decision-reject-photo',
  SUSPEND: 'decision-suspend',
  BAN: 'decision-ban',
}

const notes: Readonly<Record<string, Key>> = {
  WARN: 'decision-warn-text',
  REMOVE_PHOTO: 'decision-remove-photo-text',
  REJECT_PHOTO: 'decision-reject-photo-text',
}

const appeals: Readonly<Record<string, Key>> = {
  PENDING: 'appeal-pending',
  UPHELD: 'appeal-upheld',
  REVERSED: 'appeal-reversed',
}

/** What was decided, and when to the minute: that tells decisions apart. */
function lineOf({ measure, photo_ids: photos, created_at: at }: StandingDecision, { t }: Translator): string {
  const title = t(titles[measure] ?? 'decision-warn', { count: photos.length })
  return `${title} · ${at.slice(0, 16).replace('T', ' ')} UTC`
}

function wordsOf(decision: StandingDecision, translator: Translator): string {
  const { t, label, locale } = translator
  const { measure, rule, ends_at: endsAt, appeal } = decision
  const [note, told] = [notes[measure], appeals[appeal]]
  return [
    lineOf(decision, translator),
    `${t('rule-title')}: ${label('rule', rule, t('rule-other'))}`,
    ...(note === undefined ? [] : [t(note)]),
    ...(endsAt === undefined || appeal === 'REVERSED'
      ? []
      : [t('decision-ends', { date: dayIn(locale, endsAt) })]),
    ...(told === undefined ? [] : [t(told)]),
  ].join('\n\n')
}

async function outcomeOf(appealed: Promise<unknown>): Promise<Key> {
  try {
    await appealed
    return 'appeal-sent'
  } catch (error) {
    const known = error instanceof KindredError ? appealFailures[error.code] : undefined
    if (known === undefined) throw error
    return known
  }
}
