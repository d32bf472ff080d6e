import type { ProfileServiceService } from '@kindred/contracts/profile'
import { ageOn } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { listNamed } from '../store/names.js'

const maxFound = 50

export const findPeople: Handler<ProfileContext, ProfileServiceService['findPeople']> = async (
  { db, clock },
  { query },
) => {
  const rows = await listNamed(db, query, maxFound)
  const people = rows.map(({ user_id: userId, name, birth_date, city, verified }) => ({
    userId,
    name,
    age: ageOn(birth_date, clock.now()),
    city: city ?? '',
    verified,
  }))
  return { people }
}
