import { isDeepStrictEqual } from 'node:util'

import type { Message } from '../../world/types.js'
import { unixNow, type World } from '../../world/world.js'
import { messageButtons, messageCaption, messageText } from '../content.js'
import { badRequest } from '../error.js'
import { addresseeOf, type Methods } from '../method.js'
import { createParams, type Params } from '../params.js'
import { givenPhoto } from '../photo.js'

/** Methods that change or take back what the bot said. */
export const editMethods: Methods = {
  editMessageText(world, params) {
    const { text: _, entities: __, ...rest } = ownMessage(world, params)
    if (_ === undefined) throw badRequest('there is no text in the message to edit')
    return changed(world, params, { ...rest, ...messageText(params) })
  },

  editMessageCaption(world, params) {
    const { caption: _, caption_entities: __, ...rest } = ownMessage(world, params)
    if (rest.photo === undefined) throw badRequest('there is no caption in the message to edit')
    return changed(world, params, { ...rest, ...messageCaption(params) })
  },

  async editMessageMedia(world, params) {
    const { message_id, from, chat, date } = ownMessage(world, params)
    const media = params.json<Record<string, unknown>>('media') ?? {}
    if (media['type'] !== 'photo') throw badRequest("can't parse InputMedia: the simulator knows photos only")
    const fields = createParams(media, new Map())
    const photo = await givenPhoto(world, params, fields.text('media') ?? '')
    const caption = messageCaption(fields)
    return changed(world, params, { message_id, from, chat, date, photo: [photo], ...caption })
  },

  editMessageReplyMarkup: (world, params) => changed(world, params, ownMessage(world, params)),

  deleteMessage(world, params) {
    const { chat } = addresseeOf(world, params)
    if (!world.chats.remove(chat.id, messageId(params))) throw badRequest('message to delete not found')
    return true
  },

  deleteMessages(world, params) {
    const { chat } = addresseeOf(world, params)
    for (const id of params.json<number[]>('message_ids') ?? []) world.chats.remove(chat.id, id)
    return true
  },
}

function messageId(params: Params): number {
  const id = params.integer('message_id')
  if (id === undefined) throw badRequest('message identifier is not specified')
  return id
}

function ownMessage(world: World, params: Params): Message {
  const { chat } = addresseeOf(world, params)
  const message = world.chats.find(chat.id, messageId(params))
  if (message === undefined) throw badRequest('message to edit not found')
  if (message.from.id !== world.bot.id) throw badRequest("message can't be edited")
  return message
}

/** Keeps the message with the buttons of this call: an edit without buttons takes them away. */
function changed(world: World, params: Params, content: Message): Message {
  const before = ownMessage(world, params)
  const { reply_markup: _, ...bare } = content
  const after = { ...bare, ...messageButtons(params) }
  if (isDeepStrictEqual(after, before)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  return world.chats.put(before.chat.id, { ...after, edit_date: Math.max(unixNow(), before.date) })
}
