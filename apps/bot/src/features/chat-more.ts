import { Composer, InlineKeyboard } from 'grammy'

import type { KindredClient } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { chatData, chatPress, pressOf } from '../chat/acts.js'
import { findConversation, type Named } from '../chat/find-conversation.js'
import { type BotContext, senderOf } from '../context.js'
import { hasEnded } from '../gateway/has-code.js'
import { switchButton } from '../notices/switches.js'
import { replaceText } from '../telegram/presses.js'
import { swapButton } from '../telegram/swap-button.js'
import type { BotDeps, Feature } from './feature.js'

/** What can be done about a conversation beside answering: mute it, share the contact, end it, report or block the person. */
export const chatMore: Feature = ({ gateway, openChats }) => {
  const composer = new Composer<BotContext>()

  composer.callbackQuery([chatPress('mute'), chatPress('unmute')], async (ctx) => {
    const { t } = ctx.translator
    const { conversationId: id } = pressOf(ctx.match)
    const muted = ctx.callbackQuery.data.startsWith('chat:mute')
    const set = (client: KindredClient) => client.notification.setMuted({ conversation_id: id, muted })
    if (await isOver(gateway.as(senderOf(ctx), set)))
      return void (ctx.pressAnswer = t('bot-chat-ended-short'))
    const [text, data] = muted
      ? (['bot-chat-unmute', 'unmute'] as const)
      : (['bot-chat-mute', 'mute'] as const)
    await swapButton(ctx, { text: t(text), callback_data: chatData(data, id) })
    ctx.pressAnswer = t(muted ? 'bot-chat-muted' : 'bot-chat-unmuted')
  })

  composer.callbackQuery(chatPress('more'), async (ctx) => {
    const { t } = ctx.translator
    const conversation = await find(ctx)
    if (conversation === undefined) return
    const { conversation_id: id, participant } = conversation
    const keyboard = new InlineKeyboard()
      .text(t('contact-action'), chatData('contact', id))
      .row()
      .text(t('farewell-action'), chatData('part', id))
      .row()
      .text(t('report-action'), `report:${id}`)
      .row()
      .text(t('bot-chat-unmatch'), chatData('unmatch', id))
      .text(t('bot-chat-block'), chatData('block', id))
      .row()
      .add(switchButton('MESSAGE', 'off', t))
      .row()
      .text(t('bot-chat-keep'), chatData('keep', id))
    await ctx.reply(t('bot-chat-what', { name: participant.name }), { reply_markup: keyboard })
  })

  addEndings(composer, { gateway, openChats, find })
  composer.callbackQuery(chatPress('keep'), (ctx) => replaceText(ctx, ctx.translator.t('bot-chat-kept')))

  /** The conversation of a pressed button; whoever presses one of an ended conversation is told so. */
  async function find(ctx: BotContext & { match: string | RegExpMatchArray }): Promise<Named | undefined> {
    const { conversationId: id } = pressOf(ctx.match)
    const found = await gateway.as(senderOf(ctx), (client) => findConversation(client, id))
    if (found === undefined) ctx.pressAnswer = ctx.translator.t('bot-chat-ended-short')
    return found
  }

  return composer
}

type Find = (ctx: BotContext & { match: string | RegExpMatchArray }) => Promise<Named | undefined>

/** Block, unmatch and farewell: each asks once more, then ends the conversation. */
function addEndings(
  composer: Composer<BotContext>,
  { gateway, openChats, find }: Pick<BotDeps, 'gateway' | 'openChats'> & { find: Find },
): void {
  for (const { act, now, question, yes } of endings)
    composer.callbackQuery(chatPress(act), async (ctx) => {
      const { t } = ctx.translator
      const conversation = await find(ctx)
      if (conversation === undefined) return
      const { conversation_id: id, participant } = conversation
      const keyboard = new InlineKeyboard()
        .text(t(yes), chatData(now, id))
        .row()
        .text(t('bot-chat-keep'), chatData('keep', id))
      await replaceText(ctx, t(question, { name: participant.name }), { reply_markup: keyboard })
    })

  for (const { now, end, done } of endings)
    composer.callbackQuery(chatPress(now), async (ctx) => {
      const conversation = await find(ctx)
      if (conversation === undefined) return
      await gateway.as(senderOf(ctx), (client) => end(client, conversation))
      await openChats.close(senderOf(ctx), conversation.conversation_id)
      await replaceText(ctx, ctx.translator.t(done, { name: conversation.participant.name }))
    })
}

interface Ending {
  readonly act: 'block' | 'unmatch' | 'part'
  readonly now: 'block-now' | 'unmatch-now' | 'part-now'
  readonly question: Key
  readonly yes: Key
  readonly done: Key
  end(client: KindredClient, conversation: Named): Promise<unknown>
}

const endings: readonly Ending[] = [
  {
    act: 'block',
    now: 'block-now',
    question: 'bot-chat-block-ask',
    yes: 'bot-chat-block-now',
    done: 'bot-chat-blocked',
    end: ({ discovery }, { participant }) => discovery.block({ target_user_id: participant.user_id }),
  },
  {
    act: 'unmatch',
    now: 'unmatch-now',
    question: 'bot-chat-unmatch-ask',
    yes: 'bot-chat-unmatch-now',
    done: 'bot-chat-unmatched',
    end: ({ discovery }, { conversation_id: id }) => discovery.unmatch({ match_id: id }),
  },
  {
    act: 'part',
    now: 'part-now',
    question: 'farewell-text',
    yes: 'farewell-confirm',
    done: 'farewell-done',
    end: ({ discovery }, { conversation_id: id }) => discovery.unmatch({ match_id: id, farewell: true }),
  },
]

async function isOver(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return false
  } catch (error) {
    if (hasEnded(error)) return true
    throw error
  }
}
