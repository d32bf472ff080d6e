import type { FastifyInstance } from 'fastify'

import type { Contract } from '@kindred/rpc'

import { routeNotFound } from '../edge/not-found.js'
import { platformCodes } from './platform-codes.js'

/** Adds the pages that the `type` of a problem leads to: a few plain lines about its code. */
export function registerProblemPages(app: FastifyInstance, contract: Contract): void {
  const operations = operationsByCode(contract)
  app.get<{ Params: { code: string } }>(
    '/problems/:code',
    { config: { access: 'PUBLIC' } },
    ({ params }, reply) => {
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(params.code)) throw routeNotFound()
      const code = params.code.replaceAll('-', '_').toUpperCase()
      return reply.type('text/plain; charset=utf-8').send(pageOf(code, operations.get(code)))
    },
  )
}

function pageOf(code: string, operations: readonly string[] | undefined): string {
  const lines = [
    code,
    '',
    platformCodes[code] ?? 'A rule of Kindred was not met; the problem\'s "detail" says which.',
    ...(operations === undefined ? [] : ['', 'Answered by:', ...operations.map((line) => `  ${line}`)]),
    '',
    'Every operation, its fields and its errors: /docs',
  ]
  return `${lines.join('\n')}\n`
}

/** The contract names an RPC's own codes in its comment, after "Errors:". */
export function operationsByCode({ methods }: Contract): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { comment, descriptor, http } of methods) {
    const [, errors = ''] = comment.split('Errors:')
    const place = http === undefined ? descriptor.name : `${descriptor.name} (${http.verb} ${http.path})`
    for (const code of errors.match(/[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+/g) ?? []) {
      found.set(code, [...(found.get(code) ?? []), place])
    }
  }
  return found
}
