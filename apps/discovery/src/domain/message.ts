import { type Advice, adviceOn } from '@kindred/kernel/advice'
import { keepText } from '@kindred/kernel/text'

import { messageInvalid } from './errors.js'

/** The words beside a like as they are stored: one line; null when there are none. */
export function readMessage(raw: string): string | null {
  const message = keepText(raw, 'line')
  if (message.includes('\0')) throw messageInvalid()
  return message === '' ? null : message
}

/** What the reader of the words beside a like should be advised of. */
export const adviceOf = (message: string | null): Advice[] => (message === null ? [] : adviceOn(message))
