import type { Person } from '../world/people.js'
import type { World } from '../world/world.js'
import { badRequest, forbidden } from './error.js'
import type { Params } from './params.js'

/** A method of the Bot API: what it returns is the `result` of the answer. */
export type Method = (world: World, params: Params, signal: AbortSignal) => unknown

/** Methods by their names. */
export type Methods = Readonly<Record<string, Method>>

/** The person that `chat_id` names. */
export function chatPartner(world: World, params: Params): Person {
  const given = params.text('chat_id')
  if (given === undefined || given === '') throw badRequest('chat_id is empty')
  const person = world.people.find(Number(given))
  if (person === undefined) throw badRequest('chat not found')
  return person
}

/** The person that `chat_id` names, who lets the bot write. */
export function reachablePartner(world: World, params: Params): Person {
  const person = chatPartner(world, params)
  if (person.blocked) throw forbidden('bot was blocked by the user')
  if (!person.started) throw forbidden("bot can't initiate conversation with a user")
  return person
}
