import { Composer } from 'grammy'

import { type BotContext, senderOf } from '../context.js'
import { findKnown } from '../gateway/find-known.js'
import { joinPress } from '../no-profile.js'
import { missingQuestions } from '../talk/missing.js'
import type { Feature } from './feature.js'

/** Makes a profile by questions in the chat, from wherever the person is: some of them may have been answered in the Mini App. */
export const join: Feature = ({ gateway, talks }) => {
  const composer = new Composer<BotContext>()
  composer.callbackQuery(joinPress, async (ctx) => {
    const { t } = ctx.translator
    const todo = missingQuestions(await gateway.as(senderOf(ctx), findKnown))
    await ctx.editMessageReplyMarkup().catch(() => undefined)
    if (todo.length === 0) return void (await ctx.reply(t('talk-join-done')))
    if (todo.includes('name')) await ctx.reply(t('talk-join'))
    await talks.begin(ctx, { aim: 'join', todo })
  })
  return composer
}
