import type { KeptData } from '@kindred/contracts/account'
import { keptOf } from '@kindred/service'

import type { AuthContext } from '../context.js'
import { listErasing, saveErased, saveParts } from '../store/deletions.js'
import { personData } from '../store/person-data.js'
import type { DeletionRow, StoredPart } from '../store/schema.js'
import { userExists } from '../store/users.js'

const batch = 100

/** Asks the services of each erasure that is under way what they have erased, and signs the receipt once all have. */
export async function finishDeletions(context: AuthContext, signal: AbortSignal): Promise<void> {
  for (const deletion of await listErasing(context.db, batch)) {
    if (signal.aborted) return
    await finish(context, deletion)
  }
}

async function finish(context: AuthContext, deletion: DeletionRow): Promise<void> {
  const { db, clock, receipts } = context
  const known = new Map(deletion.parts.map((part) => [part.service, part]))
  const parts = await Promise.all(
    ['auth', ...context.neighbours.keys()].map(async (service) => {
      const part = known.get(service)
      return part?.erased_at != null ? part : askService(context, service, deletion)
    }),
  )
  const erasedAt = clock.now()
  if (parts.some((part) => part.erased_at === null))
    return void (await saveParts(db, deletion.id, parts, erasedAt))
  const receipt = await receipts.sign(deletion.id, erasedAt, {
    requested_at: deletion.requested_at.toISOString(),
    erased_at: erasedAt.toISOString(),
    parts,
  })
  await saveErased(db, deletion.id, { parts, receipt, erasedAt })
}

const toStoredKept = ({ what, until }: KeptData): StoredPart['kept'][number] => ({
  what,
  until: until?.toISOString() ?? null,
})

const atWork = (service: string): StoredPart => ({ service, erased_at: null, erased: [], kept: [] })

/** A service that is away, or is not done, is asked again with the next run. */
async function askService(
  context: AuthContext,
  service: string,
  { user_id: userId }: DeletionRow,
): Promise<StoredPart> {
  if (userId === null) return atWork(service)
  if (service === 'auth') return askOurselves(context, userId)
  try {
    const token = await context.serviceTokens.issue(service)
    const answer = await context.neighbours.get(service)!.getErasure({ userId }, { token })
    if (answer.erasedAt === undefined) return atWork(service)
    const { erasedAt, erased, kept } = answer
    return { service, erased_at: erasedAt.toISOString(), erased, kept: kept.map(toStoredKept) }
  } catch (error) {
    context.log.debug({ err: error, service }, 'a service does not tell of an erasure yet')
    return atWork(service)
  }
}

async function askOurselves({ db, clock }: AuthContext, userId: string): Promise<StoredPart> {
  if (await userExists(db, userId)) return atWork('auth')
  const erasedAt = clock.now()
  const kept = keptOf(personData, erasedAt).map(toStoredKept)
  return { service: 'auth', erased_at: erasedAt.toISOString(), erased: personData.erases, kept }
}
