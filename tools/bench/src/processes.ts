import { readdirSync, readFileSync } from 'node:fs'

import type { BenchStack } from './stack.js'

/** A process as /proc shows it. */
export interface ProcessFacts {
  readonly pid: number
  readonly parent: number
  readonly command: readonly string[]
}

/** Every process of the machine; Linux only. */
function listProcesses(): ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`)
      if (stat === undefined) return []
      const command = (read(`/proc/${name}/cmdline`) ?? '').split('\0').filter((part) => part !== '')
      return [{ pid: Number(name), parent: Number(fieldsOf(stat)[1]), command }]
    })
}

/** A process and all below it. */
export function familyOf(root: number, all: readonly ProcessFacts[] = listProcesses()): ProcessFacts[] {
  const own = all.filter(({ pid }) => pid === root)
  return [...own, ...all.filter(({ parent }) => parent === root).flatMap(({ pid }) => familyOf(pid, all))]
}

/** The process of a stack in whose command a word ends like this. */
export function processOf({ pid }: Pick<BenchStack, 'pid'>, part: string): number {
  const found = familyOf(pid).find(({ command }) => command.some((word) => word.endsWith(part)))
  if (found === undefined) throw new Error(`no process of the stack is ${part}`)
  return found.pid
}

/** CPU seconds, user and system, that these processes have used so far, those of their ended children included. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const stat = read(`/proc/${pid}/stat`)
    // utime, stime, cutime and cstime, in hundredths of a second on every Linux that Node runs on.
    const ticks = stat === undefined ? [] : fieldsOf(stat).slice(11, 15)
    return sum + ticks.reduce((total, tick) => total + Number(tick), 0) / 100
  }, 0)
}

/** What a process holds in memory, shared pages included; NaN for one that has ended. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1]
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) / 1024
}

/** The environment that a process was started with. */
export function environmentOf(pid: number): Record<string, string> {
  const entries = (read(`/proc/${pid}/environ`) ?? '').split('\0').filter((entry) => entry.includes('='))
  return Object.fromEntries(
    entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )
}

/** The fields after the name of the command, which may have blanks and brackets in it; the first is the state. */
const fieldsOf = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

/** Undefined for a process that has ended. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
