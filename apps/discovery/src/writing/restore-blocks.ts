import { type Transaction } from '@kindred/db'

import { type DiscoveryContext } from '../context.js'
import { seatsOf } from '../domain/pair.js'
import { hideBlock, removeKeptBlock, useKeptBlocks } from '../store/kept-block.js'
import { holdPair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import { type Tables } from '../store/schema.js'
import { blockPair } from './block-pair.js'

/** Puts the kept blocks of a person between the two again, where both are here; in the transaction in which the person comes. */
export async function restoreBlocks(
  trx: Transaction<Tables>,
  key: Buffer,
  { clock, deck }: Pick<DiscoveryContext, 'clock' | 'deck'>,
): Promise<void> {
  const kept = await useKeptBlocks(trx, key)
  const whole = kept.flatMap(({ blocker_slot: blocker, blocked_slot: blocked, ...block }) =>
    blocker === null || blocked === null ? [] : [{ block, seats: seatsOf(blocker, blocked) }],
  )
  // All at once and in order, as everybody who changes pairs holds their people.
  const present = await holdPeople(trx, [
    ...new Set(whole.flatMap(({ seats }) => [seats.lower, seats.upper])),
  ])
  for (const { block, seats } of whole) {
    if (!present.has(seats.lower) || !present.has(seats.upper)) continue
    const pair = await holdPair(trx, seats)
    if (pair[`${seats.viewerSide}_blocked_at`] === null) {
      await blockPair(trx, seats, pair, { since: block.blocked_at, now: clock.now() })
      if (block.hidden) await hideBlock(trx, seats.viewer, seats.other)
    }
    await removeKeptBlock(trx, block)
  }
  if (whole.length > 0) deck.announce()
}
