import type { Transaction } from '@kindred/db'

import { sidesOf } from '../domain/pair.js'
import { hideBlock, removeKeptBlock, useKeptBlocks } from '../store/kept-block.js'
import { holdPair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { blockPair } from './block-pair.js'

/** Puts a person's kept blocks back in force, in the transaction in which the second of the two people arrives. */
export async function restoreBlocks(trx: Transaction<Tables>, key: Buffer, now: Date): Promise<void> {
  const kept = await useKeptBlocks(trx, key)
  const whole = kept.flatMap(({ blocker_slot: blocker, blocked_slot: blocked, ...block }) =>
    blocker === null || blocked === null ? [] : [{ block, sides: sidesOf(blocker, blocked) }],
  )
  // Locked in one statement and in order, as in every transaction that changes pairs.
  const slots = new Set(whole.flatMap(({ sides }) => [sides.lower, sides.upper]))
  const present = await holdPeople(trx, [...slots])
  for (const { block, sides } of whole) {
    if (!present.has(sides.lower) || !present.has(sides.upper)) continue
    const pair = await holdPair(trx, sides)
    if (pair[`${sides.viewerSide}_blocked_at`] === null) {
      await blockPair(trx, sides, pair, { since: block.blocked_at, now })
      if (block.hidden) await hideBlock(trx, sides.viewer, sides.other)
    }
    await removeKeptBlock(trx, block)
  }
}
