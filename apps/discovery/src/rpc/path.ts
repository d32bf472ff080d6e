import { type Call } from '@kindred/rpc'

import { type Path } from '../deck/deck.js'

/** Tests and tools choose the path by the metadata `x-kindred-path`; the gateway does not pass it on. */
export function pathOf(call: Call): Path | undefined {
  const path = call.header('x-kindred-path')
  return path === 'memory' || path === 'sql' ? path : undefined
}
