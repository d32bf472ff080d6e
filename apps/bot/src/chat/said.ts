import { isolated, type Translator } from '@kindred/locales'

import { headed, type Marked } from '../telegram/marked.js'
import { longestMessage, piecesOf } from '../telegram/pieces.js'

const gap = '\n\n'
/** For the line that tells of earlier messages. */
const roomForLine = 100

/** Words that somebody wrote, line by line: each keeps its own direction. */
export const linesOf = (text: string): string => text.split('\n').map(isolated).join('\n')

/**
 * What somebody said, under a head: the newest texts that fit in one message, or one text that does not in several. `count` is how many
 * there are; the line says how many are left out.
 */
export function saidUnder(head: string, texts: readonly string[], { count, t }: Saying): readonly Marked[] {
  const most = longestMessage - head.length - roomForLine
  const said = texts.map(linesOf)
  const last = said.at(-1) ?? ''
  if (last.length > most) return inPieces(head, last, most)
  const shown = newestThatFit(said, most)
  const left = count - shown.length
  const lines = left > 0 ? [t('bot-chat-earlier', { count: left }), ...shown] : shown
  return [headed(head, lines.join(gap))]
}

interface Saying {
  readonly count: number
  readonly t: Translator['t']
}

/** The last texts whose length together is at most `most`. */
export function newestThatFit(texts: readonly string[], most: number): readonly string[] {
  let length = 0
  let from = texts.length
  while (from > 0 && length + texts[from - 1]!.length + gap.length <= most + gap.length) {
    from -= 1
    length += texts[from]!.length + gap.length
  }
  return texts.slice(from)
}

function inPieces(head: string, text: string, most: number): readonly Marked[] {
  const pieces = piecesOf(text, most)
  return pieces.map((piece, index) => headed(`${head} (${index + 1}/${pieces.length})`, piece))
}
