import { Composer, InlineKeyboard } from 'grammy'

import { type KindredClient, KindredError, type Match } from '@kindred/client'
import type { Key, Translator } from '@kindred/locales'

import { appButton } from '../app-button.js'
import type { AppLinks } from '../app-links.js'
import { type BotContext, senderOf } from '../context.js'
import { reasonKeys } from '../reasons.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const maxShown = 8

/** Those that say enough without words; anything else is reported in the app, where there is room for them. */
const { OTHER: _, ...reasons } = reasonKeys

const isReason = (text: string): text is keyof typeof reasons => Object.hasOwn(reasons, text)

/** Who is reported: somebody on a card, or the other of a conversation. */
interface Reported {
  readonly id: string
  readonly isOnCard: boolean
}

/** The data of a button that reports somebody on a card. */
export const reportCardData = (userId: string): string => dataOf({ id: userId, isOnCard: true })

const dataOf = ({ id, isOnCard }: Reported): string => `report:${isOnCard ? 'p:' : ''}${id}`

/** Reads it out of such data, matched with the mark of a card and the id as groups. */
function reportedIn(match: string | RegExpMatchArray): Reported {
  const [, mark, id = ''] = match
  return { id, isOnCard: mark === 'p:' }
}

/** /report asks whom of the matches and why; the buttons carry all of it, so that it works across a restart. */
export const report: Feature = ({ cards, gateway, links }) => {
  const composer = new Composer<BotContext>()

  composer.command('report', async (ctx) => {
    const { t } = ctx.translator
    const shown = (await matchesOf(ctx)).slice(0, maxShown)
    if (shown.length === 0)
      return void (await ctx.reply(t('bot-report-nobody'), appButton(t('bot-open-app'), links.home)))
    const keyboard = new InlineKeyboard()
    for (const { match_id: id, name, age } of shown)
      keyboard.text(t('app-name-age', { name, age: age ?? 0 }), `report:${id}`).row()
    keyboard
      .webApp(t('bot-report-somebody-else'), links.chats)
      .row()
      .text(t('bot-report-cancel'), 'report:no')
    await ctx.reply(t('bot-report-whom'), { reply_markup: keyboard })
  })

  composer.callbackQuery('report:no', (ctx) => replaceText(ctx, ctx.translator.t('bot-report-cancelled')))

  composer.callbackQuery(/^report:(p:)?([0-9a-f-]{36})$/, async (ctx) => {
    const { t } = ctx.translator
    const reported = reportedIn(ctx.match)
    const name = await nameOf(ctx, reported)
    const question = name === undefined ? t('report-ask-nobody') : t('report-ask', { name })
    const text = `${question}\n\n${t('report-danger')}`
    const options = { reply_markup: reasonKeyboard(reported, t, links) }
    // The card stays as it is.
    if (reported.isOnCard) await ctx.reply(text, options)
    else await replaceText(ctx, text, options)
  })

  composer.callbackQuery(/^report:(p:)?([0-9a-f-]{36}):([A-Z_]+)$/, async (ctx, next) => {
    const { id, isOnCard } = reportedIn(ctx.match)
    const reason = ctx.match[3] ?? ''
    if (!isReason(reason)) return next()
    const { message } = ctx.callbackQuery
    const idempotencyKey = ['report', message?.message_id ?? 0, id, reason].join('-')
    const request = isOnCard
      ? ({ target_user_id: id, reason, context: { kind: 'PROFILE' } } as const)
      : ({ reason, context: { kind: 'BOT', conversation_id: id } } as const)
    const refusal = await refusalOf(
      gateway.as(senderOf(ctx), (client) => client.safety.reportPerson(request, { idempotencyKey })),
    )
    const { t } = ctx.translator
    await replaceText(ctx, refusal ? t(refusal) : `${t('report-sent-title')}. ${t('report-sent-text')}`)
  })

  async function nameOf(ctx: BotContext, { id, isOnCard }: Reported): Promise<string | undefined> {
    if (isOnCard) return (await cards.waiting(ctx, id))?.name
    return (await matchesOf(ctx)).find(({ match_id }) => match_id === id)?.name
  }

  const matchesOf = (ctx: BotContext): Promise<Match[]> => gateway.as(senderOf(ctx), listMatches)

  return composer
}

const listMatches = async (client: KindredClient): Promise<Match[]> =>
  (await client.discovery.listMatches({ page_size: 100 })).matches

function reasonKeyboard(reported: Reported, t: Translator['t'], links: AppLinks): InlineKeyboard {
  const { id, isOnCard } = reported
  const keyboard = new InlineKeyboard()
  for (const [reason, text] of Object.entries(reasons))
    keyboard.text(t(text), `${dataOf(reported)}:${reason}`).row()
  keyboard.webApp(t('bot-report-own-words'), isOnCard ? links.person(id) : links.chat(id)).row()
  return keyboard.text(t('bot-report-cancel'), 'report:no')
}

/** Undefined when it was taken. */
async function refusalOf(reporting: Promise<unknown>): Promise<Key | undefined> {
  try {
    await reporting
    return undefined
  } catch (error) {
    const known = error instanceof KindredError ? refusals[error.code] : undefined
    if (known === undefined) throw error
    return known
  }
}

const refusals: Readonly<Record<string, Key>> = {
  TARGET_NOT_FOUND: 'report-gone',
  REPORTS_USED_UP: 'bot-report-used-up',
}
