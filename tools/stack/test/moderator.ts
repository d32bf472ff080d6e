import type { Stack } from '../src/index.js'
import { type Person, signInAgain } from './people.js'

/** The Telegram account that the settings of every test stack make an admin. */
export const adminTelegramId = 4_242_424_200

/** The admin, in a new session. */
export const signInAdmin = (stack: Stack): Promise<Person> => signInAgain(stack, adminTelegramId, 'Admin')

/** The person with a session as a member of staff, which the admin has made the person. */
export async function asStaff(stack: Stack, person: Person, role: 'MODERATOR' | 'ADMIN'): Promise<Person> {
  const { client } = await signInAdmin(stack)
  await client.auth.grantRole({ user_id: person.userId, role })
  return signInAgain(stack, person.telegramId, 'Moderator')
}

/** The person with a session as a moderator. */
export const asModerator = (stack: Stack, person: Person): Promise<Person> =>
  asStaff(stack, person, 'MODERATOR')
