import { transact } from '@kindred/db'

import type { SafetyContext } from '../context.js'
import { departedKeyMs } from '../domain/retention.js'
import { removeOldDepartedKeys } from '../store/departed-keys.js'
import { removeForgottenMarks } from '../store/marks.js'
import { forgetCases } from '../writing/forget-cases.js'
import { forgetUnusedPerson } from '../writing/forget-unused-person.js'
import { repeat } from './repeat.js'

const atOnce = 100

/** Forgets cases whose time is over. */
export const forgetOldCases = ({ db, clock }: SafetyContext, signal: AbortSignal): Promise<void> =>
  repeat(signal, async () => (await transact(db, (trx) => forgetCases(trx, clock.now(), atOnce))) === atOnce)

/** Forgets whose accounts were that can be reported no more, and the signs of abuse of whoever is not known any more. */
export async function forgetDepartedKeys({ db, clock }: Pick<SafetyContext, 'db' | 'clock'>): Promise<void> {
  await removeOldDepartedKeys(db, new Date(clock.now().getTime() - departedKeyMs))
  await removeForgottenMarks(db)
}

/** Forgets people who broke a rule, have left and stayed away. */
export const forgetUnusedPeople = ({ db, clock }: SafetyContext, signal: AbortSignal): Promise<void> =>
  repeat(signal, () => transact(db, (trx) => forgetUnusedPerson(trx, clock.now())))
