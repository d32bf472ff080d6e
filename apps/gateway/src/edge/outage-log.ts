import type { Log } from '@kindred/kernel'

/** Says that a part of Kindred does not answer: once a second at most, however many callers meet it. */
export interface OutageLog {
  note(failure: { readonly code: string; readonly requestId: string }): void
}

const everyMs = 1_000

/** The first is told at once, and with each further line how many there were since the last. */
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
