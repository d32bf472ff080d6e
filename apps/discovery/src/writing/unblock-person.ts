import { type Kysely, transact } from '@kindred/db'

import { sidesOf } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { isHiddenBlock } from '../store/kept-block.js'
import { holdPair, removeEmptyPair, updatePair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { saveSight } from '../store/sight.js'

/** Removes the viewer's block of the other, both given by slot; a block that is missing in the viewer's list stays. */
export async function unblockPerson(
  db: Kysely<Tables>,
  { viewer, other }: { readonly viewer: number; readonly other: number },
): Promise<void> {
  const sides = sidesOf(viewer, other)
  await transact(db, async (trx) => {
    if ((await holdPeople(trx, [viewer, other])).size < 2) return
    const pair = await holdPair(trx, sides)
    const isBlocked = pair[`${sides.viewerSide}_blocked_at`] !== null
    if (isBlocked && !(await isHiddenBlock(trx, viewer, other))) {
      await updatePair(trx, sides, { [`${sides.viewerSide}_blocked_at`]: null })
      await noteChange(trx, viewer, other)
      await saveSight(trx, sides)
    }
    await removeEmptyPair(trx, sides)
  })
}
