import type { IncomingMessage } from 'node:http'

import type { FastifyContextConfig, FastifyInstance } from 'fastify'

import { priorityOfLimit, type Work } from '@kindred/rpc'

import { patternOf } from './not-found.js'

/** What decides whether a request is let in. */
export type Weight = Pick<Work, 'priority' | 'part'>

/** The weight of a route: hand-written ones are told by their limit. */
export const weightOfRoute = ({ work, limit }: FastifyContextConfig): Weight =>
  work ?? { priority: priorityOfLimit(limit ?? ''), part: '' }

const noRoute: Weight = { priority: 'usual', part: '' }

/** Learns all routes; answers the weight of a request that no router has seen. */
export function watchRoutes(
  app: FastifyInstance,
): (request: Pick<IncomingMessage, 'method' | 'url'>) => Weight {
  const plain = new Map<string, Weight>()
  const patterns: { readonly method: string; readonly pattern: RegExp; readonly weight: Weight }[] = []
  app.addHook('onRoute', ({ url, method, config = {} }) => {
    const weight = weightOfRoute(config)
    for (const one of [method].flat()) {
      if (/[:*]/.test(url)) patterns.push({ method: one, pattern: patternOf(url), weight })
      else plain.set(`${one} ${url}`, weight)
    }
  })
  return ({ method = '', url = '' }) => {
    const path = url.split('?', 1)[0] ?? url
    const known = plain.get(`${method} ${path}`)
    if (known !== undefined) return known
    return patterns.find((one) => one.method === method && one.pattern.test(path))?.weight ?? noRoute
  }
}
