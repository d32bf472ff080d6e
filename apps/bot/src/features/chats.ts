import { Composer, InlineKeyboard } from 'grammy'

import type { Conversation, KindredClient, Message } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { appButton } from '../app-button.js'
import { chatData, chatPress, pressOf } from '../chat/acts.js'
import { chatButtons } from '../chat/buttons.js'
import { conversationsOf, findConversation, type Named } from '../chat/find-conversation.js'
import { historyOf } from '../chat/history.js'
import { type BotContext, senderOf } from '../context.js'
import { hasEnded } from '../gateway/has-code.js'
import { slice } from '../gateway/slice.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

const onPage = 8
const maxMessages = 20

/** /chats lists the conversations by pages; a button shows the last messages of one, and the earlier ones. */
export const chats: Feature = ({ gateway, links, markShown }) => {
  const composer = new Composer<BotContext>()

  composer.command('chats', async (ctx) => {
    const { text, keyboard } = await page(ctx, 0)
    await ctx.reply(text, { reply_markup: keyboard })
  })

  composer.callbackQuery(/^chats:(\d{1,5})$/, async (ctx) => {
    const { text, keyboard } = await page(ctx, Number(ctx.match[1]))
    await replaceText(ctx, text, { reply_markup: keyboard })
  })

  async function page(ctx: BotContext, index: number): Promise<{ text: string; keyboard: InlineKeyboard }> {
    const { t } = ctx.translator
    const from = index * onPage
    const found = await gateway.as(senderOf(ctx), (client) =>
      slice(conversationsOf(client), from, onPage + 1),
    )
    if (found.length === 0 && index === 0)
      return { text: t('bot-matches-none'), keyboard: appButton(t('bot-open-deck'), links.deck).reply_markup }
    const keyboard = new InlineKeyboard()
    for (const one of found.slice(0, onPage))
      keyboard.text(labelOf(one, t), chatData('show', one.conversation_id)).row()
    if (index > 0) keyboard.text(t('bot-chats-newer'), `chats:${index - 1}`)
    if (found.length > onPage) keyboard.text(t('bot-chats-older'), `chats:${index + 1}`)
    return { text: t('bot-chats'), keyboard }
  }

  composer.callbackQuery(chatPress('show'), async (ctx) => {
    const { conversationId, about } = pressOf(ctx.match)
    const before = about === '' ? undefined : parseInt(about, 36)
    const sender = senderOf(ctx)
    const read = await gateway.as(sender, (client) => readChat(client, conversationId, before))
    const { translator } = ctx
    if (read === undefined) return void (ctx.pressAnswer = translator.t('bot-chat-ended-short'))
    const { conversation, messages, hasMore } = read
    const { texts, from } = historyOf(conversation.participant, messages, translator)
    const upToSeq = messages.at(-1)?.seq ?? 0
    const keyboard = chatButtons(conversationId, translator, links)
    const isWhole = !hasMore && from === messages[0]
    if (from !== undefined && !isWhole)
      keyboard
        .row()
        .text(translator.t('bot-chat-older'), chatData('show', conversationId, from.seq.toString(36)))
    const whom = { conversation_id: conversationId, target_user_id: conversation.participant.user_id }
    for (const [index, { text, entities }] of texts.entries()) {
      const isLast = index === texts.length - 1
      const sent = await ctx.reply(text, { entities, ...plain, ...(isLast && { reply_markup: keyboard }) })
      // A reply to it goes to the conversation.
      const about = { telegram_message_id: sent.message_id, ...whom, up_to_seq: upToSeq }
      await gateway.as(sender, ({ notification }) => notification.rememberBotMessage(about))
    }
    await markShown(sender, conversationId)
  })

  return composer
}

const plain = { link_preview_options: { is_disabled: true } }

interface ReadChat {
  readonly conversation: Named
  readonly messages: readonly Message[]
  readonly hasMore: boolean
}

/** The last messages of a conversation, those before a seq when asked; undefined once it has ended. */
async function readChat(
  client: KindredClient,
  id: string,
  before: number | undefined,
): Promise<ReadChat | undefined> {
  const conversation = await findConversation(client, id)
  if (conversation === undefined) return undefined
  const asked = { conversation_id: id, page_size: maxMessages, ...(before && { before_seq: before }) }
  try {
    const { messages, has_more: hasMore } = await client.chat.listMessages(asked)
    return { conversation, messages, hasMore }
  } catch (error) {
    if (hasEnded(error)) return undefined
    throw error
  }
}

function labelOf({ participant, unread_count: unread }: Conversation, t: Translator['t']): string {
  return t('bot-chats-person', { name: participant?.name ?? t('bot-chat-somebody'), unread })
}
