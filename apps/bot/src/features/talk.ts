import { InlineKeyboard } from 'grammy'

import { browsePress } from '../browse/tell.js'
import type { Feature } from './feature.js'
import { tellFilters } from './filters.js'

/** The questions that are open, and what follows on the last answer. */
export const talk: Feature = ({ talks, cards, gateway }) => {
  talks.whenOver('join', async (ctx) => {
    const { t } = ctx.translator
    const button = new InlineKeyboard().text(t('onboarding-finish'), browsePress)
    await ctx.reply(t('talk-join-done'), { reply_markup: button })
  })
  talks.whenOver('change', async (ctx, { last }) => {
    if (last === 'wanted' || last === 'ages' || last === 'distance') await tellFilters(ctx, gateway)
    else if (last !== 'place' && last !== 'clock') await ctx.reply(ctx.translator.t('talk-saved'))
  })
  talks.whenOver('superlike', async (ctx, { draft: { target, message } }) => {
    if (target !== undefined) await cards.answer(ctx, { kind: 'SUPERLIKE', userId: target.id, message })
  })
  return talks.composer
}
