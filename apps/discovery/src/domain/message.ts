import { keepText } from '@kindred/kernel/text'

import { messageInvalid } from './errors.js'

/** The words beside a like as they are stored: one line; null when there are none. */
export function readMessage(raw: string): string | null {
  const message = keepText(raw, 'line')
  if (message.includes('\0')) throw messageInvalid()
  return message === '' ? null : message
}
