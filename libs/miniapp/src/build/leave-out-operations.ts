import type { Plugin } from 'vite'

/** Leaves the operations of routes that begin with one of `prefixes` out of the client: an app pays for what it cannot call in its first load. */
export const leaveOutOperations = (...prefixes: readonly string[]): Plugin => ({
  name: 'leave-out-operations',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('libs/client/src/gen/api.ts')) return undefined
    const kept = code.split('\n').filter((line) => !prefixes.some((prefix) => line.includes(`', '${prefix}`)))
    return { code: kept.join('\n'), map: null }
  },
})
