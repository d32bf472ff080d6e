import type { CaseDeskServiceService, CasePost } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { claimPosts, type PostRow } from '../store/case-posts.js'

const usualMax = 10

export const claimCasePosts: Handler<SafetyContext, CaseDeskServiceService['claimCasePosts']> = async (
  { db },
  { max, chatKey },
) => {
  const rows = await transact(db, (trx) => claimPosts(trx, max === 0 ? usualMax : max))
  return { posts: rows.map((row) => toPost(row, chatKey)) }
}

/** Nothing that names somebody: who reads the chat may be no moderator. */
const toPost = (row: PostRow, chatKey: string): CasePost => ({
  caseId: row.id,
  version: row.version,
  kind: row.kind,
  state: row.state,
  severity: row.severity,
  reporters: row.reporters,
  reasons: row.reasons,
  openedAt: row.opened_at,
  leaseEndsAt: row.state === 'CLAIMED' ? (row.lease_ends_at ?? undefined) : undefined,
  telegramMessageId: isOfChat(row, chatKey) ? (row.message_id ?? undefined) : undefined,
})

const isOfChat = ({ chat_key: known }: PostRow, chatKey: string): boolean =>
  known === null || chatKey === '' || known === chatKey
