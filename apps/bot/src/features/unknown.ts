import { Composer } from 'grammy'

import { isShutOut } from '@kindred/client'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { isUninvited } from '../excuse.js'
import { findProfile } from '../gateway/find-profile.js'
import { sent } from '../telegram/sent.js'
import type { Feature } from './feature.js'

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
