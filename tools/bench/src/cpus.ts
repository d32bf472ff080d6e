import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** How the processors are shared between what is measured and what measures it. */
interface Halves {
  readonly measured: string
  readonly measuring: string
}

/** A half for each; undefined where there is one processor only, or none can be chosen. */
export function halveCpus(): Halves | undefined {
  const count = availableParallelism()
  if (count < 2 || spawnSync('taskset', ['-p', String(process.pid)]).status !== 0) return undefined
  const half = Math.floor(count / 2)
  return { measured: `0-${half - 1}`, measuring: `${half}-${count - 1}` }
}

/** The command that runs another one on these processors only. */
export const onCpus = (cpus: string | undefined, command: readonly [string, ...string[]]) =>
  cpus === undefined ? command : ['taskset', '-c', cpus, ...command]
