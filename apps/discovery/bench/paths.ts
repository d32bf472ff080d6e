import { type Database } from '@kindred/db'

import { type Found, type Search } from '../src/domain/search.js'
import { createPeopleIndex, type PeopleIndex } from '../src/memory/people-index.js'
import { type Tables } from '../src/store/schema.js'
import { searchBySql } from '../src/store/search.js'
import { type People } from './people.js'
import { personOf } from './questions.js'

/** Whom a viewer has dealt with, as the service hands them to the index. */
export interface Around {
  readonly seen: readonly number[]
  readonly likers: readonly number[]
}

/** The SQL path. */
export const findBySql = (database: Database<Tables>, search: Search, limit: number): Promise<Found[]> =>
  searchBySql(database.db, search, limit)

/** The memory path. */
export const findInMemory = (index: PeopleIndex, search: Search, around: Around, limit: number): Found[] =>
  index.find(search, around, limit)

/** The index of all people of a database. */
export async function loadIndex(_database: Database<Tables>, people: People): Promise<PeopleIndex> {
  const index = createPeopleIndex({ capacity: people.count })
  for (let slot = 1; slot <= people.count; slot++)
    if (people.paused[slot] === 0 && people.activeHour[slot]! > people.nowHour - 720) index.put(personOf(people, slot))
  return index
}
