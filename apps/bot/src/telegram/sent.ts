import type { FilterQuery } from 'grammy'

/** What people send; every other kind of message is Telegram's own note of what happened in the chat, which wants no answer. */
export const sent = [
  ...[
    'message:text',
    'message:photo',
    'message:document',
    'message:animation',
    'message:audio',
    'message:voice',
  ],
  ...['message:video', 'message:video_note', 'message:sticker', 'message:story', 'message:paid_media'],
  ...['message:contact', 'message:location', 'message:venue', 'message:poll', 'message:dice', 'message:game'],
] as FilterQuery[]
