import type { SnapshotConversationResponse } from '@kindred/contracts/chat'
import type { KnowsPersonResponse } from '@kindred/contracts/discovery'

import type { Witnesses } from './witnesses.js'

/** Who says to have met whom, and where. */
interface Claim {
  readonly reporterId: string
  readonly targetId: string | undefined
  readonly conversationId: string | undefined
  readonly messageIds: readonly string[]
}

/** What discovery and chat say about a claim. Undefined: no answer. */
export interface Testimony {
  /** UNSURE: nobody who answered knows of it, and somebody did not answer. */
  readonly verdict: 'KNOWN' | 'UNKNOWN' | 'UNSURE'
  /** The person, when the claim or the conversation says who it is. */
  readonly targetId: string | undefined
  readonly acquaintance: KnowsPersonResponse | undefined
  /** Null: there is none. */
  readonly conversation: SnapshotConversationResponse | null | undefined
}

/** Asks both at once, whatever either says: nobody takes as long as a stranger. */
export async function hear(witnesses: Witnesses, claim: Claim): Promise<Testimony> {
  const { reporterId, targetId, conversationId, messageIds } = claim
  const question = { userId: reporterId, otherId: targetId, conversationId, messageIds }
  const met = (otherId: string) => orSilent(witnesses.acquaintance(reporterId, otherId))
  const [conversation, acquaintance] = await Promise.all([
    orSilent(witnesses.conversation(question).then((found) => found ?? null)),
    targetId === undefined ? undefined : met(targetId),
  ])
  if (targetId !== undefined) return judge({ targetId, conversation, acquaintance })
  const otherId = conversation?.otherId
  return judge({ targetId: otherId, conversation, acquaintance: otherId && (await met(otherId)) })
}

function judge(heard: {
  targetId: string | undefined
  conversation: Testimony['conversation']
  acquaintance: KnowsPersonResponse | undefined | ''
}): Testimony {
  const acquaintance = heard.acquaintance === '' ? undefined : heard.acquaintance
  const { conversation, targetId } = heard
  const answers = targetId === undefined ? [conversation] : [conversation, acquaintance]
  const isKnown = (conversation ?? undefined) !== undefined || acquaintance?.known === true
  const verdict = isKnown ? 'KNOWN' : answers.includes(undefined) ? 'UNSURE' : 'UNKNOWN'
  return { verdict, targetId, conversation, acquaintance }
}

const orSilent = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => asked.catch(() => undefined)
