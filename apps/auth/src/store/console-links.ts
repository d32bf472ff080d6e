import type { ConsoleLinkRow, Trx } from './schema.js'

/** Keeps a link in place of the person's one before. */
export const saveConsoleLink = (trx: Trx, link: ConsoleLinkRow) =>
  trx
    .insertInto('console_link')
    .values(link)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet((row) => ({
        code_hash: row.ref('excluded.code_hash'),
        session_id: row.ref('excluded.session_id'),
        expires_at: row.ref('excluded.expires_at'),
      })),
    )
    .execute()

/** Takes a link out: of several who try at once one gets it. */
export const takeConsoleLink = (trx: Trx, codeHash: Buffer): Promise<ConsoleLinkRow | undefined> =>
  trx.deleteFrom('console_link').where('code_hash', '=', codeHash).returningAll().executeTakeFirst()
