import { Composer, InlineKeyboard } from 'grammy'

import type { Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { dayIn } from '../moments.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

/** A question that lies about for longer is asked anew. */
const patienceSeconds = 600

/** /delete asks twice, and a button of an old question deletes nothing. */
export const deletion: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()

  composer.command('delete', async (ctx) => {
    const { t } = ctx.translator
    const days = await graceDays(ctx)
    const text = days === 0 ? t('bot-delete-ask') : t('bot-delete-ask-grace', { days })
    await ctx.reply(text, { reply_markup: choice(t, 'bot-delete-continue', 'sure') })
  })

  composer.callbackQuery(/^delete:(sure|now):([0-9a-z]+)$/, async (ctx) => {
    const { t } = ctx.translator
    const [, step, asked = ''] = ctx.match
    if (unixNow() - parseInt(asked, 36) > patienceSeconds) return replaceText(ctx, t('bot-delete-late'))
    if (step === 'sure') {
      return replaceText(ctx, t('bot-delete-confirm'), { reply_markup: choice(t, 'bot-delete-now', 'now') })
    }
    const sender = senderOf(ctx)
    const deletion = await gateway.as(sender, (client) => client.auth.deleteAccount())
    gateway.forget(sender)
    if (deletion.state !== 'WAITING') return replaceText(ctx, t('bot-delete-done'))
    const day = dayIn(ctx.translator.locale, deletion.erase_at)
    return replaceText(ctx, t('bot-delete-waits', { day, receipt: links.receipt(deletion.receipt_id) }))
  })

  composer.callbackQuery('delete:keep', async (ctx) => {
    await replaceText(ctx, ctx.translator.t('bot-delete-kept'))
  })

  /** While Kindred is away it is not known: whoever is promised less loses nothing. */
  async function graceDays(ctx: BotContext): Promise<number> {
    const terms = gateway.as(senderOf(ctx), (client) => client.auth.getDeletionTerms())
    return terms.then(
      ({ grace_days }) => grace_days,
      () => 0,
    )
  }

  return composer
}

const choice = (
  t: Translator['t'],
  yes: 'bot-delete-continue' | 'bot-delete-now',
  step: string,
): InlineKeyboard =>
  new InlineKeyboard()
    .text(t(yes), `delete:${step}:${unixNow().toString(36)}`)
    .row()
    .text(t('bot-delete-keep'), 'delete:keep')

const unixNow = (): number => Math.floor(Date.now() / 1000)
