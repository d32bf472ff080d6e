import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { viewerNotReady } from '../domain/errors.js'
import { type Person } from '../domain/search.js'
import { hourOf } from '../domain/wishes.js'
import { touchCandidate } from '../store/candidate.js'
import { type Ends, findEnds, findViewer, type Viewer } from '../store/viewer.js'

/** The caller as a viewer, noted as active; throws VIEWER_NOT_READY while profile, preferences or position are missing. */
export async function readViewer(context: DiscoveryContext, call: Call): Promise<Viewer> {
  const viewer = await findViewer(context.db, userOf(call.principal).userId)
  if (viewer === undefined) throw viewerNotReady()
  await noteActive(context, viewer.person)
  return viewer
}

/** The same of somebody who swipes, of whom only the slot is needed, and the slot of the other. */
export async function readEnds(context: DiscoveryContext, call: Call, otherId: string): Promise<Ends> {
  const ends = await findEnds(context.db, userOf(call.principal).userId, otherId, context.clock.now())
  if (ends === undefined) throw viewerNotReady()
  await noteActive(context, { slot: ends.viewer, activeHour: ends.activeHour })
  return ends
}

async function noteActive(
  { db, clock, deck }: DiscoveryContext,
  { slot, activeHour }: Pick<Person, 'slot' | 'activeHour'>,
): Promise<void> {
  const nowHour = hourOf(clock.now())
  if (activeHour < nowHour && (await touchCandidate(db, slot, nowHour))) deck.announce()
}
