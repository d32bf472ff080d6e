import { Composer, InlineKeyboard } from 'grammy'

import type { KindredClient, Match } from '@kindred/client'

import { appButton } from '../app-button.js'
import { type BotContext, senderOf } from '../context.js'
import { markSeen } from '../gateway/mark-seen.js'
import type { Feature } from './feature.js'

const maxShown = 8

export const matches: Feature = ({ gateway, links, log }) => {
  const composer = new Composer<BotContext>()

  composer.command('matches', async (ctx) => {
    const { t } = ctx.translator
    const { shown, unread } = await gateway.as(senderOf(ctx), read)
    if (shown.length === 0) {
      await ctx.reply(t('bot-matches-none'), appButton(t('bot-open-deck'), links.deck))
      return
    }
    const keyboard = new InlineKeyboard()
    for (const match of shown) {
      const who = t('app-name-age', { name: match.name, age: match.age ?? 0 })
      const label = t('bot-matches-person', { who, unread: unread.get(match.match_id) ?? 0 })
      keyboard.webApp(label, links.chat(match.match_id)).row()
    }
    keyboard.webApp(t('bot-open-chats'), links.chats)
    await ctx.reply(t('bot-matches'), { reply_markup: keyboard })
    await markSeen({ gateway, log }, senderOf(ctx), { matches: true })
  })

  return composer
}

/** The newest matches, and by conversation how many messages wait; a conversation has the id of its match. */
async function read(client: KindredClient): Promise<{ shown: Match[]; unread: Map<string, number> }> {
  const [{ matches: shown }, { conversations }] = await Promise.all([
    client.discovery.listMatches({ page_size: maxShown }),
    client.chat.listConversations({ page_size: 100 }),
  ])
  return { shown, unread: new Map(conversations.map((one) => [one.conversation_id, one.unread_count])) }
}
