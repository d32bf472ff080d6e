import { Composer, InlineKeyboard } from 'grammy'

import type { Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

/** A question that lies about for longer is asked anew. */
const patienceSeconds = 600

/** /delete asks twice, and a button of an old question deletes nothing. */
export const deletion: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.command('delete', async (ctx) => {
    const { t } = ctx.translator
    await ctx.reply(t('bot-delete-ask'), { reply_markup: choice(t, 'bot-delete-continue', 'sure') })
  })

  composer.callbackQuery(/^delete:(sure|now):([0-9a-z]+)$/, async (ctx) => {
    const { t } = ctx.translator
    const [, step, asked = ''] = ctx.match
    if (unixNow() - parseInt(asked, 36) > patienceSeconds) return replaceText(ctx, t('bot-delete-late'))
    if (step === 'sure') {
      return replaceText(ctx, t('bot-delete-confirm'), { reply_markup: choice(t, 'bot-delete-now', 'now') })
    }
    const sender = senderOf(ctx)
    await gateway.as(sender, (client) => client.profile.deleteMyProfile())
    gateway.forget(sender)
    return replaceText(ctx, t('bot-delete-done'))
  })

  composer.callbackQuery('delete:keep', async (ctx) => {
    await replaceText(ctx, ctx.translator.t('bot-delete-kept'))
  })

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
