import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { AppError } from '@kindred/kernel'

interface Known {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

/** Answers requests without a route: 405 with Allow when the path has other methods, else 404. Must run before routes are added. */
export function registerNotFound(app: FastifyInstance): void {
  const known = new Map<string, Known>()
  app.addHook('onRoute', ({ url, method }) => {
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    const methods = [...known.values()].flatMap((entry) =>
      entry.pattern.test(path) ? [...entry.methods] : [],
    )
    if (methods.length === 0) throw routeNotFound()
    reply.header('allow', [...new Set(methods)].sort().join(', '))
    throw methodNotAllowed(request.method)
  })
}

/** Matches the paths of a route. */
export const patternOf = (url: string): RegExp => {
  const escaped = url.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*')}$`)
}

export const routeNotFound = (): AppError =>
  new AppError({
    kind: 'notFound',
    code: 'ROUTE_NOT_FOUND',
    detail: 'There is no such route. /openapi.json lists them.',
  })

const methodNotAllowed = (method: string) =>
  new AppError({
    kind: 'methodNotAllowed',
    code: 'METHOD_NOT_ALLOWED',
    detail: `${method} is not offered here; see the Allow header.`,
  })
