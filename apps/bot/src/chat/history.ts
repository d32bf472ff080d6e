import type { Message, Participant } from '@kindred/client'
import { topicOf } from '@kindred/kernel/advice'
import { isolated, type Translator } from '@kindred/locales'

import { headed, type Marked } from '../telegram/marked.js'
import { longestMessage, piecesOf } from '../telegram/pieces.js'
import { linesOf, newestThatFit } from './said.js'

/** Messages of a conversation as the bot shows them. */
export interface History {
  readonly texts: readonly Marked[]
  /** The first message that is shown; undefined when there is none. */
  readonly from: Message | undefined
}

/** The newest of these messages that fit in one message of Telegram; in several when the last of them does not fit in one. */
export function historyOf(other: Participant, messages: readonly Message[], { t }: Translator): History {
  const head = isolated(other.name)
  const most = longestMessage - head.length - 1
  const lines = messages.map((message) => lineOf(message, other, t))
  const last = lines.at(-1)
  if (last === undefined) return { texts: [headed(head, t('bot-chat-no-words'))], from: undefined }
  if (last.length > most)
    return { texts: piecesOf(last, most).map((piece) => headed(head, piece)), from: messages.at(-1) }
  const shown = newestThatFit(lines, most)
  return { texts: [headed(head, shown.join('\n\n'))], from: messages[messages.length - shown.length] }
}

function lineOf(
  { sender_id: senderId, text, advice }: Message,
  other: Participant,
  t: Translator['t'],
): string {
  const isTheirs = senderId === other.user_id
  const [first] = isTheirs ? advice : []
  const warning =
    first === undefined ? [] : [`⚠️ ${t(`chat-advice-${topicOf(first)}`, { name: other.name })}`]
  return [...warning, `${isTheirs ? isolated(other.name) : t('bot-chat-you')}: ${linesOf(text)}`].join('\n')
}
