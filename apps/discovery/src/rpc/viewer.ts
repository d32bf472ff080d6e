import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { viewerNotReady } from '../domain/errors.js'
import { hourOf } from '../domain/wishes.js'
import { touchCandidate } from '../store/candidate.js'
import { findViewer, type Viewer } from '../store/viewer.js'

/** The caller as a viewer, noted as active; throws VIEWER_NOT_READY while profile, preferences or position are missing. */
export async function readViewer({ db, clock, deck }: DiscoveryContext, call: Call): Promise<Viewer> {
  const viewer = await findViewer(db, userOf(call.principal).userId)
  if (viewer === undefined) throw viewerNotReady()
  const nowHour = hourOf(clock.now())
  if (viewer.person.activeHour < nowHour && (await touchCandidate(db, viewer.person.slot, nowHour))) deck.announce()
  return viewer
}
