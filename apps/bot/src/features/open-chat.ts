import { Composer, InlineKeyboard } from 'grammy'

import { chatPress, pressOf } from '../chat/acts.js'
import { findConversation } from '../chat/find-conversation.js'
import { type BotContext, senderOf } from '../context.js'
import type { Feature } from './feature.js'

const closePress = 'chat:close'

/** "Reply" opens a conversation: what the person types goes there until /close or until another is opened. */
export const close: Feature = ({ gateway, links, markShown, openChats }) => {
  const composer = new Composer<BotContext>()

  composer.callbackQuery(chatPress('reply'), async (ctx) => {
    const { t } = ctx.translator
    const sender = senderOf(ctx)
    const { conversationId: id } = pressOf(ctx.match)
    const conversation = await gateway.as(sender, (client) => findConversation(client, id))
    if (conversation === undefined) return void (ctx.pressAnswer = t('bot-chat-ended-short'))
    const { name, user_id: userId } = conversation.participant
    await openChats.open(sender, { conversationId: id, name, usedAt: Date.now() })
    const keyboard = new InlineKeyboard()
      .webApp(t('bot-chat-open'), links.chat(id))
      .text(t('bot-chat-close'), closePress)
    const waits = conversation.participant_writes_first ? [t('chat-they-write-first', { name })] : []
    const text = [t('bot-chat-opened', { name }), ...waits].join('\n\n')
    const { message_id: messageId } = await ctx.reply(text, {
      reply_markup: keyboard,
    })
    const about = {
      telegram_message_id: messageId,
      conversation_id: id,
      target_user_id: userId,
      up_to_seq: 0,
    }
    await gateway.as(sender, ({ notification }) => notification.rememberBotMessage(about))
    await markShown(sender, id)
  })

  composer.command('close', closeChat)
  composer.callbackQuery(closePress, closeChat)

  async function closeChat(ctx: BotContext): Promise<void> {
    const { t } = ctx.translator
    const closed = await openChats.close(senderOf(ctx))
    await ctx.reply(
      closed === undefined ? t('bot-chat-none-open') : t('bot-chat-closed', { name: closed.name }),
    )
  }

  return composer
}
