import { Composer, GrammyError, InputFile } from 'grammy'

import type { Profile } from '@kindred/client'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { whatOf } from '../excuse.js'
import { findProfile } from '../gateway/find-profile.js'
import type { Feature } from './feature.js'
import { profileCard } from './profile-card.js'

export const profile: Feature = ({ gateway, links, log }) => {
  const composer = new Composer<BotContext>()

  composer.command('profile', async (ctx) => {
    const { t } = ctx.translator
    const own = await findProfile(gateway, senderOf(ctx))
    if (own === undefined) {
      await ctx.reply(t('bot-no-profile'), appButton(t('bot-create-profile'), links.home))
      return
    }
    const card = profileCard(own, ctx.translator)
    const options = { parse_mode: 'HTML', ...appButton(t('bot-edit-profile'), links.editProfile) } as const
    const photo = await firstPhoto(own)
    if (photo === undefined || !(await isShown(ctx.replyWithPhoto(photo, { caption: card, ...options })))) {
      await ctx.reply(card, options)
    }
  })

  /** Telegram may refuse a picture. */
  async function isShown(sending: Promise<unknown>): Promise<boolean> {
    try {
      await sending
      return true
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
      log.warn(whatOf(error), 'Telegram did not take the photo of a profile')
      return false
    }
  }

  /** A card without its photo is better than no card. */
  async function firstPhoto({ photos }: Profile): Promise<InputFile | undefined> {
    const url = photos[0]?.urls?.card
    if (url === undefined) return undefined
    try {
      return new InputFile(await gateway.readPhoto(url), 'photo.webp')
    } catch (error) {
      log.warn({ err: error }, 'the photo of a profile could not be read')
      return undefined
    }
  }

  return composer
}
