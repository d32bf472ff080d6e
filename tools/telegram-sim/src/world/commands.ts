import type { Entity } from './types.js'

/** The commands at the start of a word, as Telegram marks them in what people write. */
export function commandEntities(text: string): readonly Entity[] {
  return [...text.matchAll(/(?<=^|\s)\/[a-z0-9_]{1,32}(@\w+)?(?=$|\s)/gi)].map(({ index, 0: command }) => ({
    type: 'bot_command',
    offset: index,
    length: command.length,
  }))
}

/** The addresses in a text. */
export const linkEntities = (text: string): readonly Entity[] =>
  [...text.matchAll(/https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g)].map(({ index, 0: url }) => ({
    type: 'url',
    offset: index,
    length: url.length,
  }))
