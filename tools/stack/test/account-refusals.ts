import pg from 'pg'

import { newId } from '@kindred/kernel'

import { signIn } from './people.js'
import { as, type RefusalWorld } from './refusal-world.js'
import type { Refusal } from './refusals-of-staff.js'

/** Changes something in auth's database that only time changes. */
async function pretend({ stack }: RefusalWorld, text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client(stack.databases.auth)
  await client.connect()
  try {
    await client.query(text, values)
  } finally {
    await client.end()
  }
}

const unknownKey = 'A'.repeat(43)

/** What is refused about accounts. */
export const accountRefusals: readonly Refusal[] = [
  {
    operation: 'GetDeletion',
    kind: 'wrong state',
    expected: [404, 'DELETION_NOT_FOUND'],
    make: (of) => as(of, of.alice)('GET', '/v1/account/deletion'),
  },
  {
    operation: 'CancelDeletion',
    kind: 'wrong state',
    expected: [404, 'DELETION_NOT_FOUND'],
    make: (of) => as(of, of.alice)('DELETE', '/v1/account/deletion'),
  },
  {
    operation: 'CancelDeletion',
    kind: 'wrong state',
    expected: [409, 'DELETION_UNDER_WAY'],
    async make(of) {
      const eve = await signIn(of.stack, 'Eve')
      const begun = `insert into deletion (id, receipt_hash, user_id, state, requested_at, erase_at)
        values ($1::uuid, sha256($1::uuid::text::bytea), $2, 'erasing', now(), now())`
      await pretend(of, begun, [newId(), eve.userId])
      return as(of, eve)('DELETE', '/v1/account/deletion')
    },
  },
  {
    operation: 'GetReceipt',
    kind: 'unknown id',
    expected: [404, 'RECEIPT_NOT_FOUND'],
    make: (of) => as(of)('GET', `/v1/account/receipts/${unknownKey}`),
  },
  {
    operation: 'RequestExport',
    kind: 'wrong state',
    expected: [403, 'SIGN_IN_NOT_FRESH'],
    async make(of) {
      const frank = await signIn(of.stack, 'Frank')
      await pretend(of, `update session set created_at = now() - interval '16 minutes' where user_id = $1`, [
        frank.userId,
      ])
      return as(of, frank)('POST', '/v1/account/export', {})
    },
  },
  {
    operation: 'DownloadExport',
    kind: 'unknown id',
    expected: [404, 'EXPORT_NOT_FOUND'],
    make: (of) => as(of)('GET', `/v1/account/exports/${newId()}/${unknownKey}`),
  },
]
