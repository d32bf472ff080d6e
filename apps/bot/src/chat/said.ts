import { isolated } from '@kindred/locales'

import { headed, type Marked } from '../telegram/marked.js'
import { longestMessage, piecesOf } from '../telegram/pieces.js'

/** Between two messages. */
export const gap = '\n\n'
/** For "(10/12)" beside a head. */
const roomForCount = 10

/** Words that somebody wrote, line by line: each keeps its own direction. */
export const linesOf = (text: string): string => text.split('\n').map(isolated).join('\n')

/** Texts under a head in bold: all of them, in as many messages as they need. */
export function saidUnder(head: string, texts: readonly string[]): readonly Marked[] {
  const pieces = piecesOf(texts.join(gap), longestMessage - head.length - roomForCount)
  if (pieces.length === 1) return [headed(head, pieces[0]!)]
  return pieces.map((piece, index) => headed(`${head} (${index + 1}/${pieces.length})`, piece))
}
