import { groupChatOf } from '../world/groups.js'
import { chatOf, type Person } from '../world/people.js'
import type { Chat } from '../world/types.js'
import type { World } from '../world/world.js'
import { badRequest, forbidden } from './error.js'
import type { Params } from './params.js'

/** A method of the Bot API: what it returns is the `result` of the answer. */
export type Method = (world: World, params: Params, signal: AbortSignal) => unknown

/** Methods by their names. */
export type Methods = Readonly<Record<string, Method>>

/** Whom the bot speaks to: a person or a group. */
export interface Addressee {
  readonly chat: Chat
  /** Why the bot may not write there. */
  readonly refusal: string | undefined
}

/** Whom `chat_id` names. */
export function addresseeOf({ people, groups }: World, params: Params): Addressee {
  const given = params.text('chat_id')
  if (given === undefined || given === '') throw badRequest('chat_id is empty')
  const person = people.find(Number(given))
  if (person !== undefined) return { chat: chatOf(person), refusal: refusalOf(person) }
  const group = groups.find(Number(given))
  if (group === undefined) throw badRequest('chat not found')
  const refusal = group.hasBot ? undefined : 'bot was kicked from the supergroup chat'
  return { chat: groupChatOf(group), refusal }
}

/** Whom `chat_id` names, where the bot may write. */
export function reachableChat(world: World, params: Params): Chat {
  const { chat, refusal } = addresseeOf(world, params)
  if (refusal !== undefined) throw forbidden(refusal)
  return chat
}

function refusalOf({ blocked, started }: Person): string | undefined {
  if (blocked) return 'bot was blocked by the user'
  return started ? undefined : "bot can't initiate conversation with a user"
}
