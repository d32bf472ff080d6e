import type { Mark } from '@kindred/contracts/safety'
import { hasLeft } from '@kindred/events/departures'

import type { MarkName } from '../domain/marks.js'
import { findOpenReportsCase } from '../store/claims.js'
import { addMark } from '../store/marks.js'
import type { Trx } from '../store/schema.js'
import { weighCase } from './weigh-case.js'

/** A sign of abuse as its observer tells it. */
interface RaisedMark {
  readonly userId: string
  readonly kind: Mark
  readonly raisedAt?: Date | undefined
}

/** Keeps a sign of abuse, which weighs in the open case about the person, if there is one, and opens none. */
export async function raiseMark(trx: Trx, { userId, kind, raisedAt }: RaisedMark, now: Date): Promise<void> {
  if (kind === 'UNSPECIFIED' || kind === 'UNRECOGNIZED' || (await hasLeft(trx, userId))) return
  const known: MarkName = kind
  await addMark(trx, userId, known, raisedAt ?? now)
  const caseId = await findOpenReportsCase(trx, userId)
  if (caseId !== undefined) await weighCase(trx, { caseId, userId }, now)
}
