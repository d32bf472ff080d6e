import { InlineKeyboard } from 'grammy'

import type { Log } from '@kindred/kernel'
import type { Translator } from '@kindred/locales'

import { type BotContext, senderOf } from '../context.js'
import type { Gateway } from '../gateway/gateway.js'
import { isTaken, readPhotos, sendPhotos } from '../photos/show-photos.js'
import { type CardPerson, personCard } from './person-card.js'

/** What a button of a card does. */
export type CardAct = 'LIKE' | 'PASS' | 'SUPERLIKE' | 'undo' | 'more' | 'less' | 'block' | 'block-now'

/** The data of a button of somebody's card. */
export const cardData = (act: CardAct, userId: string): string => `card:${act}:${userId}`

/** The data of all buttons of cards. */
export const cardPress = /^card:([A-Za-z-]+):([0-9a-f-]{36})$/

/** The buttons under a card. */
export const cardButtons = ({ t }: Translator, userId: string): InlineKeyboard =>
  new InlineKeyboard()
    .text(`✕ ${t('deck-pass')}`, cardData('PASS', userId))
    .text(`❤ ${t('deck-like')}`, cardData('LIKE', userId))
    .row()
    .text(`⭐ ${t('deck-superlike')}`, cardData('SUPERLIKE', userId))
    .text(`↩ ${t('browse-undo')}`, cardData('undo', userId))
    .text('⋯', cardData('more', userId))

interface CardDeps {
  readonly gateway: Gateway
  readonly log: Log
}

const longestCaption = 1024
const longestText = 4096

/** Sends somebody's photos with what there is to tell. Photos that cannot be had are left out: a card without them is better than none. */
export async function sendCard(ctx: BotContext, person: CardPerson, deps: CardDeps): Promise<void> {
  const { translator } = ctx
  const { user_id: id, photos } = person.candidate
  const files = await readPhotos(photos, deps)
  const tag = senderOf(ctx).language_code ?? ''
  const buttons = { parse_mode: 'HTML', reply_markup: cardButtons(translator, id) } as const
  const [only, ...more] = files
  if (only !== undefined && more.length === 0) {
    const caption = personCard(person, translator, { tag, maxLength: longestCaption })
    if (await isTaken(ctx.replyWithPhoto(only, { caption, ...buttons }), deps.log)) return
  }
  // An album has no buttons: they come with the words below it.
  if (more.length > 0) await sendPhotos(ctx, files, deps.log)
  await ctx.reply(personCard(person, translator, { tag, maxLength: longestText }), buttons)
}
