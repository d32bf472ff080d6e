import type { InlineButton, KeyboardButton, Message } from '../world/types.js'
import type { World } from '../world/world.js'

/** The newest button of that label in a chat, with its message; a key in the place of the keyboard has none. */
export function findButton(
  world: World,
  chatId: number,
  label: string | RegExp,
): { message?: Message; button: InlineButton | KeyboardButton } {
  const matches = ({ text }: { text: string }): boolean =>
    typeof label === 'string' ? text === label : label.test(text)
  const { messages, keyboard } = world.chats.of(chatId)
  for (const message of [...messages].reverse()) {
    const button = message.reply_markup?.inline_keyboard.flat().find(matches)
    if (button !== undefined) return { message, button }
  }
  const key = keyboard?.flat().find(matches)
  if (key === undefined) throw new Error(`There is no button ${String(label)} in chat ${chatId}.`)
  return { button: key }
}

/** The bot's newest message in a chat that matches, once there is one after the given one. */
export function newest(
  { bot, chats }: World,
  chatId: number,
  { pattern, after, withinMs }: { pattern: string | RegExp; after: number; withinMs: number },
): Promise<Message> {
  const said = ({ text, caption }: Message): string => text ?? caption ?? ''
  const matches = (message: Message): boolean =>
    message.from.id === bot.id &&
    message.message_id > after &&
    (typeof pattern === 'string' ? said(message).includes(pattern) : pattern.test(said(message)))
  const { messages } = chats.of(chatId)
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = [...messages].reverse().find(matches)
      if (found === undefined) return
      end()
      resolve(found)
    }
    const timer = setTimeout(() => {
      end()
      const heard = messages
        .filter(({ from }) => from.id === bot.id)
        .map((message) => JSON.stringify(said(message)))
      reject(
        new Error(
          `The bot said nothing new that matches ${String(pattern)}, only: ${heard.join(', ') || 'nothing'}`,
        ),
      )
    }, withinMs)
    const forget = chats.changed.listen((id) => id === chatId && look())
    const end = (): void => {
      clearTimeout(timer)
      forget()
    }
    look()
  })
}
