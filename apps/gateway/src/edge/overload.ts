import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'

import type { FastifyInstance } from 'fastify'

import { Admission, overloaded } from '@kindred/rpc'

import type { EdgeContext } from './context.js'
import { createRefusal } from './refusal.js'
import { RefusedConnections } from './refused-connections.js'
import { watchRoutes, type Weight, weightOfRoute } from './weights.js'

/** Decides by the mean delay of the event loop in each window whether the process is overloaded. */
export interface LoadGauge {
  /** Milliseconds; NaN, when nothing was measured in the window, is ignored. */
  take(meanDelayMs: number): void
  readonly isOverloaded: boolean
}

const windowMs = 500
/** One long pause, as at the start of the process or on a machine that is busy elsewhere, is no overload. */
const windowsInARow = 4
/** How often the loop is looked at, which wakes an idle process each time; what counts is late by hundreds of milliseconds. */
const resolutionMs = 50

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

type OverloadContext = Pick<EdgeContext, 'config' | 'metrics'>

/** Below this many at once nobody is refused: a slow machine looks like a queue. */
const places = { minPlaces: 64, firstPlaces: 800 }

/**
 * Refuses requests before their tokens are checked and their bodies read: while the event loop is late, and above what gets done without
 * waiting. Health is never refused. Must run before routes are added.
 */
export function registerOverload(app: FastifyInstance, { config, metrics }: OverloadContext): void {
  const gauge = watchLoop(app, config.maxEventLoopDelayMs)
  const { maxWaitMs } = config
  const admission = new Admission({ ...places, maxWaitMs, now: () => performance.now() })
  const refused = metrics.counter('requests_turned_away_total', 'Requests refused with OVERLOADED')
  metrics.gauge('places', 'Requests that may be at work at once', () => admission.places)
  const admits = (weight: Weight): boolean =>
    weight.priority === 'always' || (!gauge.isOverloaded && admission.admits(weight))
  const refusal = createRefusal(config)
  const weightOf = watchRoutes(app)
  const refuses = (request: Pick<IncomingMessage, 'method' | 'url'>): boolean => {
    if ((!admission.isTight && !gauge.isOverloaded) || admits(weightOf(request))) return false
    refused.inc()
    return true
  }
  const connections = new RefusedConnections({ refuses, answer: refusal.write })
  guard(app.server, (request, response) => {
    connections.follow(request, response)
    if (!refuses(request)) return true
    connections.watchAfter(request, response)
    refusal.send(request, response)
    return false
  })
  app.addHook('onRequest', (request, _reply, done) => {
    if (!admits(weightOfRoute(request.routeOptions.config))) {
      refused.inc()
      throw overloaded()
    }
    done()
  })
  // Counted from here on: whose body comes slowly takes no place.
  app.addHook('preValidation', (request, reply, done) => {
    const { work } = request.routeOptions.config
    // Whoever has gone already would never give the place back.
    if (work !== undefined && !reply.raw.destroyed) {
      const end = admission.begin(work)
      reply.raw.once('close', () => end(reply.raw.writableFinished && reply.statusCode < 500))
    }
    done()
  })
}

/** Asks before Fastify does anything with a request: while there are too many, one that is refused costs a fraction of one that is not. */
function guard(
  server: Server,
  mayPass: (request: IncomingMessage, response: ServerResponse) => boolean,
): void {
  const listeners = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    if (mayPass(request, response)) for (const listener of listeners) listener.call(server, request, response)
  })
}

/** A gauge of the event loop's delay; 0 turns it off. */
function watchLoop(app: FastifyInstance, limitMs: number): LoadGauge {
  const gauge = createLoadGauge(limitMs)
  if (limitMs === 0) return gauge
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
  return gauge
}
