import pg from 'pg'

import type { Stack } from '../src/index.js'
import { type Person, signInAgain } from './people.js'

/** The person with a session as a moderator, a role that operators give in auth's database. */
export async function asModerator(stack: Stack, person: Person): Promise<Person> {
  const client = new pg.Client(stack.databases.auth)
  await client.connect()
  try {
    await client.query(`update user_account set roles = '{moderator}' where id = $1`, [person.userId])
  } finally {
    await client.end()
  }
  return signInAgain(stack, person.telegramId, 'Moderator')
}
