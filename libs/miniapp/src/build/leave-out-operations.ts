import type { Plugin } from 'vite'

/**
 * Leaves the operations of routes that begin with one of `prefixes` out of the client, and the limits of what people write there: an app pays for
 * what it cannot call in its first load.
 */
export const leaveOutOperations = (...prefixes: readonly string[]): Plugin => ({
  name: 'leave-out-operations',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('libs/client/src/gen/api.ts')) return undefined
    const lines = code.split('\n')
    const left = lines.filter((line) => prefixes.some((prefix) => line.includes(`', '${prefix}`)))
    const limits = left.map((line) => `  ${requestOf(line)}: { `)
    const kept = lines.filter(
      (line) => !left.includes(line) && !limits.some((beginning) => line.startsWith(beginning)),
    )
    return { code: kept.join('\n'), map: null }
  },
})

/** `    decideCase: ['POST', …` → `DecideCaseRequest` */
const requestOf = (line: string): string =>
  `${
    line
      .trim()
      .replace(/^./, (letter) => letter.toUpperCase())
      .split(':')[0]
  }Request`
