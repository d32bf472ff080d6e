import { Composer, InlineKeyboard } from 'grammy'

import type { Photo, Profile } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import { findProfile } from '../gateway/find-profile.js'
import { noProfile } from '../no-profile.js'
import { readPhotos, sendPhotos } from '../photos/show-photos.js'
import type { BotDeps, Feature } from './feature.js'

type Order = (ids: readonly string[], id: string) => readonly string[]

/** What a button does to the photos. */
const orders: Readonly<Record<string, Order>> = {
  remove: (ids, id) => ids.filter((other) => other !== id),
  first: (ids, id) => (ids.includes(id) ? [id, ...ids.filter((other) => other !== id)] : ids),
}

/** /photos shows the own photos in their order, with buttons that remove one or put it first. */
export const photos: Feature = (deps) => {
  const composer = new Composer<BotContext>()
  composer.command('photos', async (ctx) => {
    const own = await findProfile(deps.gateway, senderOf(ctx))
    if (own === undefined) await ctx.reply(...noProfile(ctx.translator, deps.links))
    else await show(ctx, own, deps)
  })
  composer.callbackQuery(/^photo:(remove|first):([0-9a-f-]{36})$/, async (ctx) => {
    const [, act = '', id = ''] = ctx.match
    await ctx.editMessageReplyMarkup().catch(() => undefined)
    const after = await deps.gateway.as(senderOf(ctx), async (client) => {
      const before = (await client.profile.getMyProfile()).photos.map(({ media_id }) => media_id)
      return client.profile.setMyPhotos({ photo_ids: [...(orders[act]?.(before, id) ?? before)] })
    })
    await show(ctx, after, deps)
  })
  return composer
}

async function show(ctx: BotContext, { photos: own }: Profile, deps: BotDeps): Promise<void> {
  const { t } = ctx.translator
  if (own.length === 0) return void (await ctx.reply(t('bot-photos-none')))
  await sendPhotos(ctx, await readPhotos(own, deps), deps.log)
  const text = t('bot-photos', { count: own.length })
  await ctx.reply(text, { reply_markup: buttonsFor(own, ctx.translator) })
}

function buttonsFor(own: readonly Photo[], { t }: Translator): InlineKeyboard {
  const keyboard = new InlineKeyboard()
  own.forEach(({ media_id: id }, at) => {
    const number = at + 1
    if (at > 0) keyboard.text(t('bot-photos-first', { number }), `photo:first:${id}`)
    keyboard.text(t('bot-photos-remove', { number }), `photo:remove:${id}`).row()
  })
  return keyboard
}
