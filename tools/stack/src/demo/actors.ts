import { createClient, type GetCatalogueResponse } from '@kindred/client'
import { type Log, pause } from '@kindred/kernel'

import { type Actor, createActor } from './actor.js'
import type { Door } from './join.js'
import { type DemoPerson, demoPerson } from './people.js'
import { towns } from './towns.js'

/** Some demo people, who answer. */
export interface Actors {
  stop(): Promise<void>
}

/** Who may act. */
export interface ActorsOptions {
  readonly door: Door
  /** Whether the demo person of an index has joined. */
  here(index: number): boolean
  readonly log: Log
}

/** The first two belong to phones of the simulator: there a human answers. */
const firstIndex = 2
const lastIndex = 300
const cast = 48
const betweenLooksMs = 300
const askAgainMs = 1_000

/** Lets people of the newcomers' town look for likes in turn, three requests a second, for as long as it runs. */
export function createActors({ door, here, log }: ActorsOptions): Actors {
  const stopping = new AbortController()
  const actors = new Map<number, Actor>()

  async function act(): Promise<void> {
    const people = await findCast()
    while (!stopping.signal.aborted) {
      for (const person of people) {
        if (!(await pause(betweenLooksMs, stopping.signal))) return
        if (here(person.index)) await look(person)
      }
    }
  }

  /** The catalogue may be a moment away on a machine that is busy starting. */
  async function findCast(): Promise<readonly DemoPerson[]> {
    while (!stopping.signal.aborted) {
      try {
        return castOf(await createClient({ baseUrl: door.url }).profile.getCatalogue())
      } catch (error) {
        log.debug({ err: error }, 'the demo people cannot come yet')
        await pause(askAgainMs, stopping.signal)
      }
    }
    return []
  }

  async function look(person: DemoPerson): Promise<void> {
    const actor = actors.get(person.index) ?? createActor(person, door)
    actors.set(person.index, actor)
    try {
      await actor.look()
    } catch (error) {
      log.debug({ err: error, person: person.index }, 'a demo person could not look for likes')
    }
  }

  const done = act().catch((error: unknown) => log.warn({ err: error }, 'the demo people do not answer'))
  return {
    async stop() {
      stopping.abort()
      for (const actor of actors.values()) actor.leave()
      await done
    },
  }
}

const castOf = (catalogue: GetCatalogueResponse): readonly DemoPerson[] =>
  Array.from({ length: lastIndex - firstIndex }, (_, at) => demoPerson(firstIndex + at, catalogue))
    .filter(({ profile }) => profile.city === towns[0]?.name)
    .slice(0, cast)
