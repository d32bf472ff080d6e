import { restoreReporterRecord } from '../store/departed-keys.js'
import { restoreMarks } from '../store/marks.js'
import type { Trx } from '../store/schema.js'

/** Gives an account what is kept of the person's former ones: what became of their reports, and their signs of abuse. */
export async function takeUpFormer(
  trx: Trx,
  { userId, personKey }: { readonly userId: string; readonly personKey: Buffer },
): Promise<void> {
  await restoreReporterRecord(trx, { userId, personKey })
  await restoreMarks(trx, userId, personKey)
}
