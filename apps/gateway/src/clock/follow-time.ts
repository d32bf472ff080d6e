import {
  type Clock,
  createSharedClock,
  type Log,
  pause,
  type SharedClock,
  systemClock,
} from '@kindred/kernel'
import { createSkewWatch } from '@kindred/runtime'

import type { Clients } from '../services.js'

const everyMs = 10_000
const retryMs = 1_000
/** Short, because the start waits for the first answer: a gateway without auth serves what it can. */
const deadlineMs = 1_000

/** A gateway has no database and takes the time from auth's, so that the clock of its own machine may be wrong. */
export const createGatewayClock = (
  auth: Pick<Clients['auth'], 'getTime'>,
  machine: Clock = systemClock,
): SharedClock =>
  createSharedClock(async () => (await auth.getTime({}, { deadlineMs })).now!.getTime(), machine)

/** Follows auth's time from `start`, which waits for the first answer, until `stop`. */
export function followTime(clock: SharedClock, log: Log): { start(): Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const tell = createSkewWatch(log)
  let following = Promise.resolve()

  async function ask(): Promise<boolean> {
    try {
      await clock.sync()
      tell(clock.skewMs ?? 0)
      return true
    } catch (error) {
      log.debug({ err: error }, 'auth could not be asked for the time')
      return false
    }
  }

  async function follow(heard: boolean): Promise<void> {
    let isKnown = heard
    while (await pause(isKnown ? everyMs : retryMs, signal)) isKnown = await ask()
  }

  return {
    async start() {
      following = follow(await ask())
    },
    async stop() {
      stopping.abort()
      await following
    },
  }
}
