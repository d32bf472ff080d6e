import { press, writeInGroup } from '../world/acts.js'
import type { Group } from '../world/groups.js'
import type { Person } from '../world/people.js'
import type { Message } from '../world/types.js'
import type { CallbackAnswer, World } from '../world/world.js'
import { findButton, newest } from './reading.js'
import type { SimUser } from './sim-user.js'

/** A group with the bot in it, moved by a test. */
export interface SimGroup {
  readonly id: number
  /** A member writes; the bot hears commands alone. */
  send(member: SimUser, text: string): Message
  /** A member presses the newest button of that label; resolves with the bot's answer. */
  press(member: SimUser, label: string | RegExp): Promise<CallbackAnswer | undefined>
  /** Everything said, oldest first. */
  messages(): readonly Message[]
  /** The bot's newest message whose text matches, once there is one that is newer than the last that was waited for. */
  waitFor(pattern: string | RegExp, withinMs?: number): Promise<Message>
  /** Throws the bot out, or lets it in again. */
  setBot(isIn: boolean): void
}

/** A handle on a group of the world. */
export function createSimGroup(world: World, group: Group): SimGroup {
  let heard = 0
  const { messages } = world.chats.of(group.id)
  const personOf = ({ id }: SimUser): Person => {
    const person = world.people.find(id)
    if (person === undefined) throw new Error(`Nobody has the id ${id}.`)
    return person
  }

  return {
    id: group.id,
    send: (member, text) => writeInGroup(world, group, personOf(member), text),
    async press(member, label) {
      const { message, button } = findButton(world, group.id, label)
      if (message === undefined || !('callback_data' in button)) {
        throw new Error(`The button "${button.text}" is not one that tells the bot.`)
      }
      return press(world, personOf(member), message, button.callback_data)
    },
    messages: () => [...messages],
    async waitFor(pattern, withinMs = 5_000) {
      const found = await newest(world, group.id, { pattern, after: heard, withinMs })
      heard = found.message_id
      return found
    },
    setBot: (isIn) => void (group.hasBot = isIn),
  }
}
