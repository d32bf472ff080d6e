import { Composer, InlineKeyboard } from 'grammy'

import type { BlockedPerson, KindredClient } from '@kindred/client'

import { type BotContext, senderOf } from '../context.js'
import { itemsOf, slice } from '../gateway/slice.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const onPage = 8

/** /blocked lists whom the person blocked, by pages; a button takes a block back. */
export const blocked: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.command('blocked', async (ctx) => {
    const { text, keyboard } = await page(ctx, 0)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(/^blocked:(\d{1,4})$/, async (ctx) => show(ctx, Number(ctx.match[1])))

  composer.callbackQuery(/^unblock:([0-9a-f-]{36})$/, async (ctx) => {
    const userId = ctx.match[1] ?? ''
    await gateway.as(senderOf(ctx), (client) => client.discovery.unblock({ user_id: userId }))
    ctx.pressAnswer = ctx.translator.t('bot-blocked-undone')
    await show(ctx, 0)
  })

  async function show(ctx: BotContext, index: number): Promise<void> {
    const { text, keyboard } = await page(ctx, index)
    await replaceText(ctx, text, { reply_markup: keyboard })
  }

  async function page(ctx: BotContext, index: number): Promise<{ text: string; keyboard: InlineKeyboard }> {
    const { t } = ctx.translator
    const found = await gateway.as(senderOf(ctx), (client) =>
      slice(blocksOf(client), index * onPage, onPage + 1),
    )
    const keyboard = new InlineKeyboard()
    if (found.length === 0 && index === 0)
      return { text: `${t('blocked-empty-title')}\n\n${t('blocked-empty-text')}`, keyboard }
    for (const { user_id: id, name } of found.slice(0, onPage))
      keyboard.text(t('blocked-unblock-of', { name }), `unblock:${id}`).row()
    if (index > 0) keyboard.text(t('bot-list-back'), `blocked:${index - 1}`)
    if (found.length > onPage) keyboard.text(t('blocked-more'), `blocked:${index + 1}`)
    return { text: `${t('blocked-title')}\n\n${t('blocked-text')}`, keyboard }
  }

  return composer
}

const blocksOf = ({ discovery }: KindredClient): AsyncGenerator<BlockedPerson> =>
  itemsOf(async (token) => {
    const { blocks, next_page_token: next } = await discovery.listBlocks({ page_size: 50, page_token: token })
    return { items: blocks, next }
  })
