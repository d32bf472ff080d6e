import { jsonFile, type PersonData } from '@kindred/service'

import type { Db } from './schema.js'

/** The account, its sessions, sign-ins, exports and invitation. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['account', 'sessions', 'sign_ins', 'exports', 'invitation'],
  keepsForDays: { sanction_with_person_key_if_any: null },
  async *export({ db }, userId) {
    const account = await db
      .selectFrom('user_account')
      .select([
        'id',
        'login_kind',
        'login_subject',
        'language_code',
        'chosen_language',
        'username',
        'roles',
        'created_at',
      ])
      .where('id', '=', userId)
      .executeTakeFirst()
    yield jsonFile('auth/account.json', account ?? null)
    const sessions = await db
      .selectFrom('session')
      .select(['device_name', 'of_bot', 'created_at', 'last_used_at', 'expires_at', 'revoked_at'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute()
    yield jsonFile('auth/sessions.json', sessions)
    const signIns = await db
      .selectFrom('sign_in')
      .select(['signed_in_at', 'device_name', 'way', 'new_device'])
      .where('user_id', '=', userId)
      .orderBy('session_id')
      .execute()
    yield jsonFile('auth/sign-ins.json', signIns)
    const exports = await db
      .selectFrom('data_export')
      .select(['requested_at', 'state'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute()
    yield jsonFile('auth/exports.json', exports)
    const invitation = await db
      .selectFrom('invitation')
      .select(['code', 'sign_ups', 'created_at'])
      .where('user_id', '=', userId)
      .executeTakeFirst()
    yield jsonFile('auth/invitation.json', invitation ?? null)
  },
}
