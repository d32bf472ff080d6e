/** The longest text of a message, in UTF-16 units. */
export const longestMessage = 4_096

/** How far before the limit a blank is looked for. */
const blankWithin = 400
/** Longer than any emoji of several parts. */
const longestSign = 64
const signs = new Intl.Segmenter()

/** Cuts a text into pieces of at most `most` UTF-16 units, at a blank where there is one and never within a sign. */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > most) {
    const at = cutAt(rest, most)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...pieces, rest]
}

function cutAt(text: string, most: number): number {
  const head = text.slice(most - blankWithin, most)
  const blank = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '))
  if (blank >= 0) return most - blankWithin + blank + 1
  const from = most - longestSign
  let end = from
  for (const { index } of signs.segment(text.slice(from, most + longestSign)))
    if (from + index <= most) end = from + index
  return end > from ? end : most
}
