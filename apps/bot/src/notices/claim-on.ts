import { type Delivery, KindredError } from '@kindred/client'
import { backoff, type Log, pause } from '@kindred/kernel'

import { whatOf } from '../excuse.js'
import type { Desk } from '../gateway/desk.js'
import type { Pace } from './pace.js'

interface ClaimDeps {
  readonly desk: Desk
  readonly log: Log
  readonly signal: AbortSignal
  readonly pace: Pick<Pace, 'takeOwn'>
}

/** As many as go out within a second: what is more urgent and comes later waits for no more than these. */
const maxClaimed = 30
/** What was given out is given to somebody else after a minute. */
const heldMs = 55_000
/** After so long what was sent by others may be given out again before they could say so. */
const longAwayMs = 5_000
/** More than the time within which each tries again to say what it has sent. */
const headStartMs = 4_000
const pauses = { firstMs: 500, maxMs: 15_000 }

/** Claims deliveries until the signal aborts, and hands them on with the moment until which they may be told. */
export async function claimOn(
  { desk, log, signal, pace }: ClaimDeps,
  take: (deliveries: readonly Delivery[], until: number) => Promise<void>,
): Promise<void> {
  let failures = 0
  let awaySince = Infinity
  while (!signal.aborted) {
    try {
      if (Date.now() - awaySince > longAwayMs) await letOthersTell(desk, signal)
      const askedAt = Date.now()
      const deliveries = await desk.claim({ max: maxClaimed, own_messages: pace.takeOwn() }, signal)
      failures = 0
      awaySince = Infinity
      await take(deliveries, askedAt + heldMs)
    } catch (error) {
      if (isOver(signal)) return
      failures += 1
      awaySince = Math.min(awaySince, Date.now())
      if (failures === 1) tellAway(log, error)
      await pause(backoff(failures, pauses), signal)
    }
  }
}

/** The signal may abort while something is waited for, which the compiler does not know. */
const isOver = (signal: AbortSignal): boolean => signal.aborted

/** Kindred was away for long: whoever has sent something meanwhile says so before anybody claims. */
async function letOthersTell(desk: Desk, signal: AbortSignal): Promise<void> {
  await desk.reach()
  await pause(headStartMs, signal)
}

function tellAway(log: Log, error: unknown): void {
  const { code, status } = error instanceof KindredError ? error : { code: 'UNEXPECTED', status: 0 }
  if (status === 401) log.error({ code, status }, 'the gateway refuses the bot: is BOT_API_SECRET the same?')
  else
    log.warn(
      error instanceof KindredError ? { code, status } : whatOf(error),
      'nothing to tell can be had: trying again',
    )
}
