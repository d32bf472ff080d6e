import { createSignal, type Signal } from './signal.js'
import type { KeyboardButton, Message } from './types.js'

/** What is said between one person and the bot. */
interface Conversation {
  readonly messages: Message[]
  /** The buttons in the place of the person's keyboard. */
  keyboard: readonly (readonly KeyboardButton[])[] | undefined
  /** The bot's message that asks for a reply; what the person writes next is one. */
  asking: Message | undefined
  /** What the bot is doing, such as "typing", and until when. */
  action: { readonly name: string; readonly until: number } | undefined
}

/** Every conversation of the bot. */
export interface Chats {
  of(personId: number): Conversation
  nextMessageId(): number
  /** Adds a message, or replaces the one with its id. */
  put(personId: number, message: Message): Message
  remove(personId: number, messageId: number): boolean
  find(personId: number, messageId: number): Message | undefined
  /** Tells whose conversation changed. */
  readonly changed: Signal<number>
}

/** Nothing said yet. */
export function createChats(): Chats {
  const conversations = new Map<number, Conversation>()
  const changed = createSignal<number>()
  let messages = 0

  function of(personId: number): Conversation {
    const known = conversations.get(personId)
    if (known !== undefined) return known
    const conversation: Conversation = {
      messages: [],
      keyboard: undefined,
      asking: undefined,
      action: undefined,
    }
    conversations.set(personId, conversation)
    return conversation
  }

  return {
    of,
    changed,
    nextMessageId: () => (messages += 1),
    put(personId, message) {
      const list = of(personId).messages
      const at = list.findIndex(({ message_id }) => message_id === message.message_id)
      if (at < 0) list.push(message)
      else list[at] = message
      changed.emit(personId)
      return message
    },
    remove(personId, messageId) {
      const list = of(personId).messages
      const at = list.findIndex(({ message_id }) => message_id === messageId)
      if (at < 0) return false
      list.splice(at, 1)
      changed.emit(personId)
      return true
    },
    find: (personId, messageId) => of(personId).messages.find(({ message_id }) => message_id === messageId),
  }
}
