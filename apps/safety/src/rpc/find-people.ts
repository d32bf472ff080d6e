import type { ModerationServiceService } from '@kindred/contracts/safety'
import { isId } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { listStandings } from '../store/standings.js'
import { isOnFile } from '../writing/look-at-person.js'
import { findAccount } from './find-account.js'

export const findPeople: Handler<SafetyContext, ModerationServiceService['findPeople']> = async (
  context,
  { query },
  call,
) => {
  if (query === '') return { people: [] }
  const found = await find(context, query, call)
  const standings = await listStandings(
    context.db,
    found.map(({ userId }) => userId),
  )
  const standingOf = new Map(standings.map((row) => [row.user_id, row.standing]))
  return { people: found.map((person) => ({ ...person, standing: standingOf.get(person.userId) ?? 'GOOD' })) }
}

/** Staff often have no profile, and whoever was reported may have left: by the id they are found all the same. */
async function find(context: SafetyContext, query: string, call: Call) {
  const { profile, tokenFor, db } = context
  const options = { ...call.outgoing(), token: await tokenFor('profile') }
  const { people } = await profile.findPeople({ query }, options)
  if (people.length > 0) return people.map(({ userId, name, age, city }) => ({ userId, name, age, city }))
  const isKnown =
    isId(query) && ((await findAccount(context, query, call)) !== undefined || (await isOnFile(db, query)))
  return isKnown ? [{ userId: query, name: '', age: 0, city: '' }] : []
}
