import type { MessageEntity } from 'grammy/types'

/** A text for a message with what is marked in it. */
export interface Marked {
  readonly text: string
  readonly entities: MessageEntity[]
}

/** A head in bold above a text. */
export const headed = (head: string, text: string): Marked => ({
  text: text === '' ? head : `${head}\n${text}`,
  entities: [{ type: 'bold', offset: 0, length: head.length }],
})
