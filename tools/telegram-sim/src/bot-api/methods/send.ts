import type { Chat, Message, ReplyMarkup } from '../../world/types.js'
import { unixNow, type World } from '../../world/world.js'
import { givenAlbum } from '../album.js'
import { messageButtons, messageCaption, messageText } from '../content.js'
import { badRequest } from '../error.js'
import { replyKeyboard } from '../markup.js'
import { type Methods, reachableChat } from '../method.js'
import type { Params } from '../params.js'
import { givenPhoto } from '../photo.js'

const actionMs = 5_000

/** Methods that say something in a chat. */
export const sendMethods: Methods = {
  sendMessage(world, params) {
    const chat = reachableChat(world, params)
    return say(world, chat, params, messageText(params))
  },

  async sendPhoto(world, params) {
    const chat = reachableChat(world, params)
    const photo = await givenPhoto(world, params, params.text('photo'))
    return say(world, chat, params, { photo: [photo], ...messageCaption(params) })
  },

  async sendMediaGroup(world, params) {
    const chat = reachableChat(world, params)
    const album = await givenAlbum(world, params)
    return album.map((content) => say(world, chat, params, content))
  },

  sendChatAction(world, params) {
    const chat = reachableChat(world, params)
    const name = params.text('action')
    if (name === undefined) throw badRequest('wrong parameter action in request')
    world.chats.of(chat.id).action = { name, until: Date.now() + actionMs }
    world.chats.changed.emit(chat.id)
    return true
  },
}

function say(world: World, chat: Chat, params: Params, content: Partial<Message>): Message {
  const buttons = messageButtons(params)
  const keys = replyKeyboard(params.json<ReplyMarkup>('reply_markup'))
  const answered = repliedTo(world, chat, params)
  const conversation = world.chats.of(chat.id)
  conversation.action = undefined
  if (keys !== undefined) conversation.keyboard = keys === 'remove' ? undefined : keys
  const message = world.chats.put(chat.id, {
    message_id: world.chats.nextMessageId(),
    from: world.bot,
    chat,
    date: unixNow(),
    ...content,
    ...buttons,
    ...(answered !== undefined && { reply_to_message: answered }),
  })
  if (params.json<ReplyMarkup>('reply_markup')?.force_reply === true) conversation.asking = message
  return message
}

function repliedTo(world: World, chat: Chat, params: Params): Message | undefined {
  const reply = params.json<{ message_id?: number; allow_sending_without_reply?: boolean }>(
    'reply_parameters',
  )
  if (reply?.message_id === undefined) return undefined
  const found = world.chats.find(chat.id, reply.message_id)
  if (found === undefined && reply.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found')
  }
  return found
}
