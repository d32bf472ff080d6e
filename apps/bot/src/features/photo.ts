import { Composer } from 'grammy'

import { appButton } from '../app-button.js'
import type { BotContext } from '../context.js'
import { noProfile } from '../no-profile.js'
import type { Feature } from './feature.js'

/** A photo that is sent to the bot becomes a photo of the profile. */
export const photo: Feature = ({ links, receivePhotos }) => {
  const composer = new Composer<BotContext>()
  composer.on('message', async (ctx, next) => {
    const { t } = ctx.translator
    const received = await receivePhotos(ctx)
    if (received === undefined) return next()
    if (received === 'no profile') await ctx.reply(...noProfile(ctx.translator, links))
    else await ctx.reply(received.words, appButton(t('bot-open-photos'), links.photos))
  })
  return composer
}
