import { Composer, InlineKeyboard } from 'grammy'

import type { KindredClient, MyReport } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { itemsOf, slice } from '../gateway/slice.js'
import { dayIn } from '../moments.js'
import { reasonKeys } from '../reasons.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const onPage = 8

/** /reports lists the person's reports by pages and what came of each; not whom they were about. */
export const reports: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.command('reports', async (ctx) => {
    const { text, keyboard } = await page(ctx, 0)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(/^reports:(\d{1,4})$/, async (ctx) => {
    const { text, keyboard } = await page(ctx, Number(ctx.match[1]))
    await replaceText(ctx, text, { reply_markup: keyboard })
  })

  async function page(ctx: BotContext, index: number): Promise<{ text: string; keyboard: InlineKeyboard }> {
    const { t } = ctx.translator
    const found = await gateway.as(senderOf(ctx), (client) =>
      slice(reportsOf(client), index * onPage, onPage + 1),
    )
    const keyboard = new InlineKeyboard()
    if (found.length === 0 && index === 0)
      return { text: `${t('reports-empty-title')}\n\n${t('reports-empty-text')}`, keyboard }
    if (index > 0) keyboard.text(t('bot-list-back'), `reports:${index - 1}`)
    if (found.length > onPage) keyboard.text(t('reports-more'), `reports:${index + 1}`)
    const lines = found.slice(0, onPage).map((report) => linesOf(report, ctx.translator))
    return { text: [t('reports-title'), ...lines, t('reports-text')].join('\n\n'), keyboard }
  }

  return composer
}

const outcomes = { ACTION_TAKEN: 'reports-action', NO_VIOLATION: 'reports-no-violation' } as const

function linesOf(
  { reason, outcome, created_at: sent, answered_at: answered }: MyReport,
  translator: Translator,
): string {
  const { t, locale } = translator
  const about = t(reasonKeys[reason])
  if (outcome === undefined)
    return [about, t('reports-received'), t('reports-sent', { date: dayIn(locale, sent) })].join('\n')
  return [about, t(outcomes[outcome]), t('reports-answered', { date: dayIn(locale, answered) })].join('\n')
}

const reportsOf = ({ safety }: KindredClient): AsyncGenerator<MyReport> =>
  itemsOf(async (token) => {
    const { reports: items, next_page_token: next } = await safety.listMyReports({
      page_size: 50,
      page_token: token,
    })
    return { items, next }
  })
