import type { Log } from '@kindred/kernel'

import type { LogIds } from './log-ids.js'

/** Logs that a service does not answer: once a second at most, however many requests fail. */
export interface OutageLog {
  note(failure: { readonly code: string } & LogIds): void
}

const everyMs = 1_000

/** The first failure is logged at once; each further line counts those since the last. */
export function createOutageLog(log: Pick<Log, 'warn'>): OutageLog {
  let last: object | undefined
  let failures = 0
  let timer: NodeJS.Timeout | undefined

  function tell(): void {
    timer = undefined
    if (failures === 0) return
    log.warn({ ...last, failures }, 'a part of Kindred did not answer')
    failures = 0
    timer = setTimeout(tell, everyMs).unref()
  }

  return {
    note(failure) {
      last = failure
      failures += 1
      if (timer === undefined) tell()
    },
  }
}
