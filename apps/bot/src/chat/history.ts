import type { Message, Participant } from '@kindred/client'
import { isolated, type Translator } from '@kindred/locales'

import type { Marked } from '../telegram/marked.js'
import { longestMessage } from '../telegram/pieces.js'
import { gap, linesOf, saidUnder } from './said.js'
import { warningAbove } from './warning.js'

/** Messages of a conversation as the bot shows them. */
export interface History {
  readonly texts: readonly Marked[]
  /** The first message that is shown; undefined when there is none. */
  readonly from: Message | undefined
}

/** The newest of these messages that fit in one message of Telegram; in several when the last of them does not fit in one. */
export function historyOf(other: Participant, messages: readonly Message[], { t }: Translator): History {
  const head = isolated(other.name)
  const lines = messages.map((message) => lineOf(message, other, t))
  const shown = newestThatFit(lines, longestMessage - head.length - gap.length)
  const from = messages[messages.length - shown.length]
  return { texts: saidUnder(head, from === undefined ? [t('bot-chat-no-words')] : shown), from }
}

/** The last lines whose length together is at most `most`, one at least. */
function newestThatFit(lines: readonly string[], most: number): readonly string[] {
  let from = Math.max(0, lines.length - 1)
  let length = lines[from]?.length ?? 0
  while (from > 0 && length + gap.length + lines[from - 1]!.length <= most) {
    from -= 1
    length += gap.length + lines[from]!.length
  }
  return lines.slice(from)
}

function lineOf(
  { sender_id: senderId, text, advice }: Message,
  other: Participant,
  t: Translator['t'],
): string {
  const isTheirs = senderId === other.user_id
  const warning = isTheirs ? warningAbove(advice, other.name, t) : []
  return [...warning, `${isTheirs ? isolated(other.name) : t('bot-chat-you')}: ${linesOf(text)}`].join('\n')
}
