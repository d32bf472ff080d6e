import { chatOf, type Person } from '../../world/people.js'
import type { Message, ReplyMarkup } from '../../world/types.js'
import { unixNow, type World } from '../../world/world.js'
import { givenAlbum } from '../album.js'
import { messageButtons, messageCaption, messageText } from '../content.js'
import { badRequest } from '../error.js'
import { replyKeyboard } from '../markup.js'
import { type Methods, reachablePartner } from '../method.js'
import type { Params } from '../params.js'
import { givenPhoto } from '../photo.js'

const actionMs = 5_000

/** Methods that say something to a person. */
export const sendMethods: Methods = {
  sendMessage(world, params) {
    const person = reachablePartner(world, params)
    return say(world, person, params, messageText(params))
  },

  async sendPhoto(world, params) {
    const person = reachablePartner(world, params)
    const photo = await givenPhoto(world, params, params.text('photo'))
    return say(world, person, params, { photo: [photo], ...messageCaption(params) })
  },

  async sendMediaGroup(world, params) {
    const person = reachablePartner(world, params)
    const album = await givenAlbum(world, params)
    return album.map((content) => say(world, person, params, content))
  },

  sendChatAction(world, params) {
    const person = reachablePartner(world, params)
    const name = params.text('action')
    if (name === undefined) throw badRequest('wrong parameter action in request')
    world.chats.of(person.id).action = { name, until: Date.now() + actionMs }
    world.chats.changed.emit(person.id)
    return true
  },
}

function say(world: World, person: Person, params: Params, content: Partial<Message>): Message {
  const buttons = messageButtons(params)
  const keys = replyKeyboard(params.json<ReplyMarkup>('reply_markup'))
  const answered = repliedTo(world, person, params)
  const conversation = world.chats.of(person.id)
  conversation.action = undefined
  if (keys !== undefined) conversation.keyboard = keys === 'remove' ? undefined : keys
  const message = world.chats.put(person.id, {
    message_id: world.chats.nextMessageId(),
    from: world.bot,
    chat: chatOf(person),
    date: unixNow(),
    ...content,
    ...buttons,
    ...(answered !== undefined && { reply_to_message: answered }),
  })
  if (params.json<ReplyMarkup>('reply_markup')?.force_reply === true) conversation.asking = message
  return message
}

function repliedTo(world: World, person: Person, params: Params): Message | undefined {
  const reply = params.json<{ message_id?: number; allow_sending_without_reply?: boolean }>(
    'reply_parameters',
  )
  if (reply?.message_id === undefined) return undefined
  const found = world.chats.find(person.id, reply.message_id)
  if (found === undefined && reply.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found')
  }
  return found
}
