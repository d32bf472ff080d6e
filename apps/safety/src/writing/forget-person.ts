import { forgetIdempotency } from '@kindred/service'

import { forgetReporter } from '../store/reports.js'
import { removeReporterRecord } from '../store/reporter-records.js'
import type { Trx } from '../store/schema.js'

/** Takes a person who left out of the reports that the person made; what others reported about the person stays until its case is over. */
export async function forgetPerson(trx: Trx, userId: string): Promise<void> {
  await forgetReporter(trx, userId)
  await removeReporterRecord(trx, userId)
  await forgetIdempotency(trx, userId)
}
