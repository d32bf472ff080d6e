import { type Call } from '@kindred/rpc'

import { type Path } from '../deck/candidates.js'
import { pathInvalid } from '../domain/errors.js'

/** Tests and tools choose the path by the metadata `x-kindred-path`; the gateway does not pass it on. */
export function pathOf(call: Call): Path | undefined {
  const path = call.header('x-kindred-path')
  if (path === undefined || path === 'memory' || path === 'sql') return path
  throw pathInvalid()
}
