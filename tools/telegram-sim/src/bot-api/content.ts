import type { InlineKeyboard, Message, ReplyMarkup } from '../world/types.js'
import { markedText } from './entities.js'
import { badRequest } from './error.js'
import { inlineKeyboard } from './markup.js'
import type { Params } from './params.js'

/** Text and entities of a message that is sent or edited. */
export function messageText(params: Params): Pick<Message, 'text' | 'entities'> {
  const { text, entities } = markedText(params, params.text('text') ?? '', 'entities')
  if (text === '') throw badRequest('message text is empty')
  if (text.length > 4096) throw badRequest('message is too long')
  return { text, ...(entities.length > 0 && { entities }) }
}

/** Caption of a photo; nothing when there is none. */
export function messageCaption(params: Params): Pick<Message, 'caption' | 'caption_entities'> {
  const { text, entities } = markedText(params, params.text('caption') ?? '', 'caption_entities')
  if (text.length > 1024) throw badRequest('message caption is too long')
  return text === '' ? {} : { caption: text, ...(entities.length > 0 && { caption_entities: entities }) }
}

/** The buttons that a message is sent or edited with. */
export const messageButtons = (params: Params): { reply_markup?: InlineKeyboard } => {
  const keyboard = inlineKeyboard(params.json<ReplyMarkup>('reply_markup'))
  return keyboard === undefined ? {} : { reply_markup: keyboard }
}
