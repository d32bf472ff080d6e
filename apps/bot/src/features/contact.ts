import { Composer, InlineKeyboard } from 'grammy'

import type { Contact, KindredClient } from '@kindred/client'
import type { Translator } from '@kindred/locales'

import { type ChatAct, chatData, chatPress, pressOf } from '../chat/acts.js'
import { findConversation } from '../chat/find-conversation.js'
import { type BotContext, senderOf } from '../context.js'
import { hasCode, hasEnded } from '../gateway/has-code.js'
import { replaceText } from '../telegram/presses.js'
import type { Feature } from './feature.js'

/** "Share contact": both press, only then each gets the t.me link of the other. */
export const contact: Feature = ({ gateway }) => {
  const composer = new Composer<BotContext>()

  composer.callbackQuery(chatPress('contact'), (ctx) =>
    show(ctx, (client, id) => client.chat.getContact({ conversation_id: id })),
  )
  composer.callbackQuery(chatPress('offer'), (ctx) => show(ctx, offering(true)))
  composer.callbackQuery(chatPress('withdraw'), (ctx) => show(ctx, offering(false)))

  async function show(ctx: Pressed, ask: Ask): Promise<void> {
    const { t } = ctx.translator
    const { conversationId: id } = pressOf(ctx.match)
    const sender = senderOf(ctx)
    // The next sign-in tells Kindred the username that the person has at this moment.
    gateway.forget(sender)
    const found = await gateway.as(sender, (client) => findContact(client, id, ask))
    if (found === undefined) return void (ctx.pressAnswer = t('bot-chat-ended-short'))
    const { text, keyboard } = contactView(id, found, t)
    await replaceText(ctx, text, { reply_markup: keyboard })
  }

  return composer
}

type Pressed = BotContext & { match: string | RegExpMatchArray }
type Ask = (client: KindredClient, conversationId: string) => Promise<Contact>

/** What was shared meanwhile cannot be taken back: then it is shown. */
const offering =
  (offered: boolean): Ask =>
  async (client, id) => {
    try {
      return await client.chat.shareContact({ conversation_id: id, offered })
    } catch (error) {
      if (!hasCode(error, 'CONTACT_IS_SHARED')) throw error
      return client.chat.getContact({ conversation_id: id })
    }
  }

/** The contact and whose it is. */
interface Named {
  readonly contact: Contact
  readonly name: string
}

/** Undefined once the conversation has ended. */
async function findContact(client: KindredClient, id: string, ask: Ask): Promise<Named | undefined> {
  const conversation = await findConversation(client, id)
  if (conversation === undefined) return undefined
  try {
    return { contact: await ask(client, id), name: conversation.participant.name }
  } catch (error) {
    if (hasEnded(error)) return undefined
    throw error
  }
}

function contactView(id: string, { contact, name }: Named, t: Translator['t']) {
  const { offered, participant_offers: theyOffer, shared, link, own_link: ownLink } = contact
  const keyboard = new InlineKeyboard()
  const button = (text: string, act: ChatAct) => keyboard.text(text, chatData(act, id)).row()
  if (shared) {
    if (link !== undefined) keyboard.url(t('contact-open', { name }), link)
    return {
      text: link === undefined ? t('contact-no-link', { name }) : t('contact-is', { name, link }),
      keyboard,
    }
  }
  const ownWords = ownLink === undefined ? t('contact-none-of-yours') : t('contact-yours', { link: ownLink })
  if (offered) {
    button(t('contact-withdraw'), 'withdraw')
    return { text: [t('contact-waits', { name }), ownWords].join('\n\n'), keyboard }
  }
  button(t(theyOffer ? 'contact-accept' : 'contact-offer'), 'offer')
  button(t('bot-chat-keep'), 'keep')
  return {
    text: [t(theyOffer ? 'contact-they-offer' : 'contact-text', { name }), ownWords].join('\n\n'),
    keyboard,
  }
}
