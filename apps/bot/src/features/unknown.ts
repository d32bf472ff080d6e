import { Composer, type FilterQuery } from 'grammy'

import { isShutOut } from '@kindred/client'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { isUninvited } from '../excuse.js'
import { findProfile } from '../gateway/find-profile.js'
import type { Feature } from './feature.js'

/** What people send; every other kind of message is Telegram's own note of what happened in the chat, which wants no answer. */
const sent = [
  ...[
    'message:text',
    'message:photo',
    'message:document',
    'message:animation',
    'message:audio',
    'message:voice',
  ],
  ...['message:video', 'message:video_note', 'message:sticker', 'message:story', 'message:paid_media'],
  ...['message:contact', 'message:location', 'message:venue', 'message:poll', 'message:dice', 'message:game'],
] as FilterQuery[]

/** A hint for whatever the bot has no use for. */
export const unknown: Feature = ({ gateway, links }) => {
  const composer = new Composer<BotContext>()

  composer.on('message::bot_command', async (ctx) => {
    await ctx.reply(ctx.translator.t('bot-unknown-command'))
  })

  composer.on(sent, async (ctx) => {
    const { t } = ctx.translator
    // Whoever is shut out or was not invited is told so by whatever they write.
    await findProfile(gateway, senderOf(ctx)).catch((error: unknown) => {
      if (isShutOut(error) || isUninvited(error)) throw error
    })
    await ctx.reply(t('bot-hint'), appButton(t('bot-open-app'), links.home))
  })

  composer.on('callback_query', (ctx) => {
    ctx.pressAnswer = ctx.translator.t('bot-old-button')
  })

  return composer
}
