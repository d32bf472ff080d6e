import { Composer } from 'grammy'

import { likesPress } from '../browse/tell.js'
import { type BotContext, senderOf } from '../context.js'
import { markSeen } from '../gateway/mark-seen.js'
import type { Feature } from './feature.js'

/** /likes shows the people who like the person, as cards that wait for an answer. */
export const likes: Feature = (deps) => {
  const composer = new Composer<BotContext>()
  const show = async (ctx: BotContext): Promise<void> => {
    await deps.cards.open(ctx, 'likes')
    await markSeen(deps, senderOf(ctx), { likes: true })
  }
  composer.command('likes', show)
  composer.callbackQuery(likesPress, show)
  return composer
}
