import type { FilterQuery } from 'grammy'
import type { Message } from 'grammy/types'

/** What people send; every other kind of message is Telegram's own note of what happened in the chat, which wants no answer. */
const sentKinds = [
  'text',
  'photo',
  'document',
  'animation',
  'audio',
  'voice',
  'video',
  'video_note',
  'sticker',
  'story',
  'paid_media',
  'contact',
  'location',
  'venue',
  'poll',
  'dice',
  'game',
] as const

/** The same as a filter of updates. */
export const sent: FilterQuery[] = sentKinds.map((kind) => `message:${kind}` as const)

/** Whether a person sent the message. */
export const isSent = (message: Message): boolean => sentKinds.some((kind) => kind in message)
