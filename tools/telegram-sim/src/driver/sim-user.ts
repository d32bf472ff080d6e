import { type LaunchOptions, launchUrl } from '../launch/launch.js'
import {
  allowWriting,
  block,
  edit,
  note,
  press,
  sendAlbum,
  sendDocument,
  sendLocation,
  sendPhoto,
  sendVideoNote,
  unblock,
  write,
} from '../world/acts.js'
import type { Person } from '../world/people.js'
import type { BotCommand, Location, MenuButton, Message } from '../world/types.js'
import type { CallbackAnswer, World } from '../world/world.js'
import { findButton, newest } from './reading.js'

/** A person, moved by a test. */
export interface SimUser {
  readonly id: number
  /** Writes to the bot. */
  send(text: string): Message
  sendPhoto(bytes: Buffer, caption?: string): Message
  /** Sends several photos as one album. */
  sendAlbum(photos: readonly Buffer[]): readonly Message[]
  sendDocument(bytes: Buffer, name: string, type: string): Message
  /** Records a round video message, or forwards somebody's. */
  sendVideoNote(bytes: Buffer, options?: { forwarded?: boolean }): Message
  sendLocation(location: Location): Message
  /** Changes a text that this person sent. */
  edit(messageId: number, text: string): Message
  /** Lets the bot write first, as when its Mini App asks for it. */
  allowWriting(): void
  /** The bot hears of anything else, such as `{ pinned_message: … }` or `{ sticker: … }`. */
  note(content: Readonly<Record<string, unknown>>): void
  /** Presses the newest button of that label; resolves with the bot's answer, undefined when a key only sent its text. */
  press(label: string | RegExp): Promise<CallbackAnswer | undefined>
  /** Everything said, oldest first. */
  messages(): readonly Message[]
  /** The bot's newest message whose text or caption matches, once there is one that is newer than the last that was waited for. */
  waitFor(pattern: string | RegExp, withinMs?: number): Promise<Message>
  /** The labels of the keys in the place of the keyboard. */
  keys(): readonly string[]
  /** The commands and the menu button that this person sees. */
  commands(): readonly BotCommand[]
  menuButton(): MenuButton
  /** Stops the bot: it gets 403 from now on. */
  block(): void
  unblock(): void
  /** Speaks another language from now on. */
  speak(languageCode: string): void
  /** The address that opens the Mini App for this person, with signed initData. */
  openApp(startParam?: string, options?: LaunchOptions): string
  /** The address that the newest button of that label opens, with signed initData. */
  openButton(label: string | RegExp, options?: LaunchOptions): string
}

/** A handle on a person of the world. */
export function createSimUser(world: World, person: Person, appUrl: () => string): SimUser {
  let heard = 0
  const { messages } = world.chats.of(person.id)
  const open = (options: LaunchOptions): string =>
    launchUrl(world, person, { ...options, url: options.url ?? appUrl() })

  return {
    id: person.id,
    send: (text) => write(world, person, text),
    sendPhoto: (bytes, caption) => sendPhoto(world, person, bytes, caption),
    sendAlbum: (photos) => sendAlbum(world, person, photos),
    sendDocument: (bytes, name, type) => sendDocument(world, person, { bytes, name, type }),
    sendVideoNote: (bytes, options) => sendVideoNote(world, person, bytes, options),
    sendLocation: (location) => sendLocation(world, person, location),
    edit: (messageId, text) => edit(world, person, messageId, text),
    allowWriting: () => allowWriting(world, person),
    note: (content) => note(world, person, content),
    async press(label) {
      const { message, button } = findButton(world, person.id, label)
      if ('request_location' in button) {
        throw new Error(`The key "${button.text}" sends where the phone is: use sendLocation.`)
      }
      if (message === undefined) return void write(world, person, button.text)
      if (!('callback_data' in button)) {
        throw new Error(`The button "${button.text}" opens something: use openButton.`)
      }
      return press(world, person, message, button.callback_data)
    },
    messages: () => [...messages],
    async waitFor(pattern, withinMs = 5_000) {
      const found = await newest(world, person.id, { pattern, after: heard, withinMs })
      heard = found.message_id
      return found
    },
    keys: () => world.chats.of(person.id).keyboard?.flatMap((row) => row.map(({ text }) => text)) ?? [],
    commands: () => world.settings.commandsFor(person.id, person.languageCode),
    menuButton: () => world.settings.menuButton(person.id),
    block: () => block(world, person),
    unblock: () => unblock(world, person),
    speak: (languageCode) => void (person.languageCode = languageCode),
    openApp: (startParam, options) => open({ ...options, startParam }),
    openButton(label, options) {
      const url = findButton(world, person.id, label).button.web_app?.url
      if (url === undefined) throw new Error(`The button ${String(label)} opens no app.`)
      return open({ ...options, url })
    },
  }
}
