import type { Message } from 'grammy/types'

/** The words of a message. What a link is hidden behind would be lost: the address stands beside it. */
export function wordsOf({ text = '', entities = [] }: Message): string {
  let words = ''
  let at = 0
  for (const entity of entities) {
    if (entity.type !== 'text_link') continue
    const end = entity.offset + entity.length
    words += `${text.slice(at, end)} (${entity.url})`
    at = end
  }
  return words + text.slice(at)
}
