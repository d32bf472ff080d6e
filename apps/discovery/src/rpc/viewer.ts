import { userOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { viewerNotReady } from '../domain/errors.js'
import type { Person } from '../domain/search.js'
import { hourOf } from '../domain/wishes.js'
import { touchCandidate } from '../store/candidate.js'
import { findSwipePeople, findViewer, type SwipePeople, type Viewer } from '../store/viewer.js'

/** The caller as a viewer. Records the caller's activity; throws VIEWER_NOT_READY while profile, preferences or position are missing. */
export async function readViewer(context: DiscoveryContext, call: Call): Promise<Viewer> {
  const viewer = await findViewer(context.db, userOf(call.principal).userId)
  if (viewer === undefined) throw viewerNotReady()
  await noteActive(context, viewer.person)
  return viewer
}

/** The slots of the caller and of a swipe's target. Records activity and throws as `readViewer` does. */
export async function readSwipePeople(
  context: DiscoveryContext,
  call: Call,
  targetId: string,
): Promise<SwipePeople> {
  const { userId } = userOf(call.principal)
  const people = await findSwipePeople(context.db, userId, targetId, context.clock.now())
  if (people === undefined) throw viewerNotReady()
  await noteActive(context, { slot: people.viewer, activeHour: people.activeHour })
  return people
}

async function noteActive(
  { db, clock, memory }: DiscoveryContext,
  { slot, activeHour }: Pick<Person, 'slot' | 'activeHour'>,
): Promise<void> {
  const nowHour = hourOf(clock.now())
  if (activeHour < nowHour && (await touchCandidate(db, slot, nowHour))) memory.announce()
}
