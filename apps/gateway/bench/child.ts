import { fileURLToPath } from 'node:url'

import { type Child, startChild as start } from '../../../tools/bench/src/index.js'

export { type Child, obey } from '../../../tools/bench/src/index.js'

/** What a section found. */
export interface Outcome {
  readonly figures: string
  readonly bars: readonly { readonly what: string; readonly holds: boolean }[]
}

/** Starts another process of this benchmark in a role. */
export const startChild = (role: 'site' | 'peers'): Child =>
  start(fileURLToPath(import.meta.url), role, { nodeFlags: ['--expose-gc'] })
