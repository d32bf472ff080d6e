import type { ModerationServiceService } from '@kindred/contracts/safety'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { listStandings } from '../store/standings.js'

export const findPeople: Handler<SafetyContext, ModerationServiceService['findPeople']> = async (
  { db, profile, tokenFor },
  { query },
  call,
) => {
  if (query === '') return { people: [] }
  const { people } = await profile.findPeople(
    { query },
    { ...call.outgoing(), token: await tokenFor('profile') },
  )
  const standings = await listStandings(
    db,
    people.map(({ userId }) => userId),
  )
  const standingOf = new Map(standings.map((row) => [row.user_id, row.standing]))
  return {
    people: people.map(({ userId, name, age, city }) => ({
      userId,
      name,
      age,
      city,
      standing: standingOf.get(userId) ?? 'GOOD',
    })),
  }
}
