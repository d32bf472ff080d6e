import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { viewerNotReady } from '../domain/errors.js'
import { type Viewer } from '../store/candidates.js'
import { findPerson, touchPerson } from '../store/person.js'
import { type PersonRow } from '../store/schema.js'

/** The caller as a viewer, noted as active; throws VIEWER_NOT_READY while profile, preferences or position are missing. */
export async function readViewer(context: DiscoveryContext, call: Call): Promise<Viewer> {
  const { userId } = userOf(call.principal)
  const person = await findPerson(context.db, userId)
  if (person === undefined || !isReady(person)) throw viewerNotReady()
  await touchPerson(context.db, userId, context.clock.now())
  return person
}

function isReady(person: PersonRow): person is Viewer {
  return person.cell !== null && person.wanted_genders !== null
}
