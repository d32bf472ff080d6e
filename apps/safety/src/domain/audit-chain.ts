import { createHash } from 'node:crypto'

/** What an audit record says. */
export interface AuditEntry {
  /** The member of staff; null for the system. */
  readonly actorId: string | null
  /** `case.decided` and the like. */
  readonly action: string
  readonly subjectId: string | null
  readonly caseId: string | null
  readonly reason: string
  /** How it was before and afterwards, as JSON; empty where nothing is to say. */
  readonly before: string
  readonly after: string
}

/** A record in its place. */
export interface AuditRecord extends AuditEntry {
  /** From 1, without a gap. */
  readonly number: number
  readonly at: Date
  readonly hash: Buffer
}

/** The hash before the first record. */
export const firstHash: Buffer = Buffer.alloc(32)

/** SHA-256 over the hash of the record before and all that this one says, each part with its length by JSON. */
export function hashRecord(before: Buffer, record: Omit<AuditRecord, 'hash'>): Buffer {
  const { number, at, actorId, action, subjectId, caseId, reason } = record
  const said = [
    number,
    at.toISOString(),
    actorId,
    action,
    subjectId,
    caseId,
    reason,
    record.before,
    record.after,
  ]
  return createHash('sha256').update(before).update(JSON.stringify(said)).digest()
}

/** What a look at the whole chain has found. */
export interface AuditFinding {
  /** Records that fit, from the first on. */
  readonly records: number
  /** The first that does not fit its number or the record before. */
  readonly firstBroken: number | undefined
  /** The hash of the last that fits. */
  readonly lastHash: Buffer
}

/** Follows the chain from its beginning to its end, or to the first record that does not fit. */
export async function followChain(records: AsyncIterable<AuditRecord>): Promise<AuditFinding> {
  let lastHash: Buffer = firstHash
  let number = 0
  for await (const record of records) {
    const isNext = record.number === number + 1 && hashRecord(lastHash, record).equals(record.hash)
    if (!isNext) return { records: number, firstBroken: number + 1, lastHash }
    number = record.number
    lastHash = record.hash
  }
  return { records: number, firstBroken: undefined, lastHash }
}
