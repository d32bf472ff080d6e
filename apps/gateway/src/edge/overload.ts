import { monitorEventLoopDelay } from 'node:perf_hooks'

import type { FastifyInstance } from 'fastify'

import { AppError } from '@kindred/kernel'

/** Decides by the mean delay of the event loop in each window whether the process is overloaded. */
export interface LoadGauge {
  /** Milliseconds; NaN, when nothing was measured in the window, is ignored. */
  take(meanDelayMs: number): void
  readonly isOverloaded: boolean
}

const windowMs = 500
/** One long pause, as at the start of the process or on a machine that is busy elsewhere, is no overload. */
const windowsInARow = 4
const resolutionMs = 10

/** A gauge that is overloaded after `windowsInARow` windows above the limit and until the first below. */
export function createLoadGauge(limitMs: number): LoadGauge {
  let above = 0
  return {
    take(meanDelayMs) {
      if (!Number.isNaN(meanDelayMs)) above = meanDelayMs > limitMs ? above + 1 : 0
    },
    get isOverloaded() {
      return above >= windowsInARow
    },
  }
}

/** Refuses requests while the delay of the event loop is above `limitMs`; 0 turns this off. */
export function registerOverload(app: FastifyInstance, limitMs: number): void {
  if (limitMs === 0) return
  const gauge = createLoadGauge(limitMs)
  const delay = monitorEventLoopDelay({ resolution: resolutionMs })
  delay.enable()
  const timer = setInterval(() => {
    gauge.take(delay.mean / 1e6 - resolutionMs)
    delay.reset()
  }, windowMs).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    delay.disable()
  })
  app.addHook('onRequest', async () => {
    if (gauge.isOverloaded) throw overloaded()
  })
}

const overloaded = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'OVERLOADED',
    detail: 'The server is overloaded. Try again soon.',
    retryAfter: 5,
  })
