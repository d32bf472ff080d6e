import type { Database } from '@kindred/db'

import { copyCrowds, copyPeople, crowdFormat, personFormat } from './candidate-rows.js'
import { copiedRows } from './copied-rows.js'
import { pause } from './pause.js'
import type { PeopleIndex } from './people-index.js'
import type { Crowd } from './regions.js'

/**
 * Reads everybody in the pool into an index, which answers from what it held before until all are there. Lets other work run in between;
 * what is put or removed meanwhile wins over what is read.
 */
export async function loadPeople(
  database: Pick<Database<unknown>, 'copyOut'>,
  index: PeopleIndex,
  signal: AbortSignal,
): Promise<void> {
  const filling = index.fill()
  try {
    if (index.isLimited) {
      const crowds: Crowd[] = []
      for await (const rows of copiedRows(database.copyOut(copyCrowds), crowdFormat)) {
        await pause(signal)
        crowds.push(...rows)
      }
      filling.admit(crowds)
    }
    for await (const people of copiedRows(database.copyOut(copyPeople), personFormat)) {
      await pause(signal)
      for (const person of people) filling.add(person)
    }
    await filling.finish(signal)
  } finally {
    filling.end()
  }
}
