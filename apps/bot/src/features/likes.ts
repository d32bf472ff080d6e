import { Composer } from 'grammy'

import { likesPress } from '../browse/tell.js'
import type { BotContext } from '../context.js'
import type { Feature } from './feature.js'

/** /likes shows the people who like the person, as cards that wait for an answer. */
export const likes: Feature = ({ cards }) => {
  const composer = new Composer<BotContext>()
  composer.command('likes', (ctx) => cards.open(ctx, 'likes'))
  composer.callbackQuery(likesPress, (ctx) => cards.open(ctx, 'likes'))
  return composer
}
