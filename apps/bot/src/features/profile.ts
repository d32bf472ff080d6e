import { Composer, InlineKeyboard } from 'grammy'

import type { Translator } from '@kindred/locales'

import type { AppLinks } from '../app-links.js'
import { type BotContext, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'
import { noProfile } from '../no-profile.js'
import { isTaken, readPhotos } from '../photos/show-photos.js'
import { changeData } from './change.js'
import type { Feature } from './feature.js'
import { profileCard } from './profile-card.js'

/** /profile shows the own card, with buttons that change it. */
export const profile: Feature = ({ gateway, links, log }) => {
  const composer = new Composer<BotContext>()

  composer.command('profile', async (ctx) => {
    const own = await findProfile(gateway, senderOf(ctx))
    if (own === undefined) {
      await ctx.reply(...noProfile(ctx.translator, links))
      return
    }
    const card = profileCard(own, ctx.translator)
    const options = { parse_mode: 'HTML', reply_markup: changes(ctx.translator, links) } as const
    // A card without its photo is better than no card.
    const [photo] = await readPhotos(own.photos.slice(0, 1), { gateway, log })
    const isShown =
      photo !== undefined && (await isTaken(ctx.replyWithPhoto(photo, { caption: card, ...options }), log))
    if (!isShown) await ctx.reply(card, options)
  })

  return composer
}

const changes = ({ t }: Translator, links: AppLinks): InlineKeyboard =>
  new InlineKeyboard()
    .text(t('form-name'), changeData('name'))
    .text(t('form-bio'), changeData('about'))
    .text(t('form-city'), changeData('place'))
    .row()
    .webApp(t('bot-edit-profile'), links.editProfile)
