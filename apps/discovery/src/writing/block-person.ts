import { type Kysely, transact, type Transaction } from '@kindred/db'

import { targetNotFound } from '../domain/errors.js'
import { sidesOf } from '../domain/pair.js'
import { hideBlock } from '../store/kept-block.js'
import { holdPair, removeEmptyPair } from '../store/pair.js'
import { findSlot, holdPeople } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { findBlockable } from '../store/viewer.js'
import { sidesWith } from './apply-swipe.js'
import { blockPair } from './block-pair.js'

/** Who blocks whom. */
export interface Block {
  readonly viewerId: string
  readonly targetId: string
  readonly now: Date
}

/** Blocks somebody whom the viewer has seen, and returns the match of the two, if they ever had one. A repeated block changes nothing. */
export async function blockPerson(
  trx: Transaction<Tables>,
  { viewerId, targetId, now }: Block,
): Promise<string | null> {
  const viewer = await findSlot(trx, viewerId)
  if (viewer === undefined) throw targetNotFound()
  const sides = sidesWith(viewer, await findBlockable(trx, viewer, targetId))
  if ((await holdPeople(trx, [viewer, sides.other])).size < 2) throw targetNotFound()
  const pair = await holdPair(trx, sides)
  if (pair[`${sides.viewerSide}_blocked_at`] !== null) return pair.match_id
  if (pair[`${sides.otherSide}_blocked_at`] !== null) throw targetNotFound()
  await blockPair(trx, sides, pair, { since: now, now })
  return pair.match_id
}

/** Blocks somebody who blocked the viewer first; the block is missing in the viewer's list. Changes nothing for anybody else. */
export async function blockBack(db: Kysely<Tables>, { viewerId, targetId, now }: Block): Promise<void> {
  await transact(db, async (trx) => {
    const [viewer, other] = [await findSlot(trx, viewerId), await findSlot(trx, targetId)]
    if (viewer === undefined || other === undefined || viewer === other) return
    if ((await holdPeople(trx, [viewer, other])).size < 2) return
    const sides = sidesOf(viewer, other)
    const pair = await holdPair(trx, sides)
    const isFirst = pair[`${sides.otherSide}_blocked_at`] === null
    if (isFirst || pair[`${sides.viewerSide}_blocked_at`] !== null) return removeEmptyPair(trx, sides)
    await blockPair(trx, sides, pair, { since: now, now })
    await hideBlock(trx, viewer, other)
  })
}
