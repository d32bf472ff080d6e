import { jsonFile, type PersonData } from '@kindred/service'

import { timeOf } from '../domain/settings.js'
import { removeMentions } from './deliveries.js'
import { removeNoticesAbout } from './notices.js'
import type { Db, Trx } from './schema.js'
import { findSaid } from './settings.js'

/** What the person wants to be told of and what the bot remembers; not of whom something is to be told. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['settings', 'notices', 'deliveries', 'bot_memory', 'profile_copy'],
  async *export({ db }, userId) {
    yield jsonFile('notification/shown-to-others.json', await findPerson(db, userId))
    yield jsonFile('notification/settings.json', await findSettings(db, userId))
    yield jsonFile('notification/bot-memory.json', await listStates(db, userId))
    yield jsonFile('notification/bot-messages.json', await listMessages(db, userId))
    yield jsonFile('notification/conversations.json', await listThreads(db, userId))
  },
}

const findPerson = async (db: Db, userId: string): Promise<unknown> =>
  (await db
    .selectFrom('person')
    .select(['name', 'birth_date', 'is_verified'])
    .where('user_id', '=', userId)
    .executeTakeFirst()) ?? null

async function findSettings(db: Db, userId: string): Promise<unknown> {
  const { settings, placeZone } = await findSaid(db, userId)
  if (settings === undefined) return placeZone === '' ? null : { place_time_zone: placeZone }
  const { user_id: _, quiet_from, quiet_to, ...rest } = settings
  return { ...rest, quiet_from: timeOf(quiet_from), quiet_to: timeOf(quiet_to), place_time_zone: placeZone }
}

async function listStates(db: Db, userId: string): Promise<unknown[]> {
  const rows = await db
    .selectFrom('bot_state')
    .select(['key', 'value', 'written_at'])
    .where('user_id', '=', userId)
    .orderBy('key')
    .execute()
  return rows.map((row) => ({ ...row, value: row.value.replaceAll(someId, '…') }))
}

/** What the bot remembers may name other people. */
const someId = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi

const listMessages = (db: Db, userId: string) =>
  db
    .selectFrom('bot_message')
    .select(['telegram_message_id', 'kind', 'sent_at'])
    .where('user_id', '=', userId)
    .orderBy('sent_at')
    .execute()

const listThreads = (db: Db, userId: string) =>
  db
    .selectFrom('thread')
    .select(['read_seq', 'told_seq', 'last_at', 'muted', 'nudged_at'])
    .where('user_id', '=', userId)
    .orderBy('last_at')
    .execute()

/** Removes all rows of a person, and those of others that name the person. */
export async function removePersonRows(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('recipient').where('user_id', '=', userId).execute()
  await removeNoticesAbout(trx, userId)
  await removeMentions(trx, userId)
  await trx.deleteFrom('thread').where('partner_id', '=', userId).execute()
  await trx.deleteFrom('arrival').where('other_id', '=', userId).execute()
  await trx.deleteFrom('bot_message').where('target_user_id', '=', userId).execute()
  for (const table of ['person', 'settings', 'bot_state', 'bot_message', 'presence'] as const)
    await trx.deleteFrom(table).where('user_id', '=', userId).execute()
}
