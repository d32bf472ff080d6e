import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What a server wrote about itself into postmaster.pid. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

const pidFile = (data: string): string => join(data, 'postmaster.pid')

/** The server that runs on a data folder, or undefined. A pid file that a killed server left behind is removed. */
export function findPostmaster(data: string): Postmaster | undefined {
  const found = readPostmaster(data)
  if (found === undefined) return undefined
  if (isAlive(found.pid) && isServerOf(found.pid, data)) return found
  rmSync(pidFile(data), { force: true })
  return undefined
}

/** The pid file as it stands: pid on line 1, port on line 4, status on line 8 (PostgreSQL, pidfile.h). */
export function readPostmaster(data: string): Postmaster | undefined {
  if (!existsSync(pidFile(data))) return undefined
  const lines = readFileSync(pidFile(data), 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** True while a process runs; one that ended and was not waited for yet does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !/^\d+ \(.*\) Z /s.test(readProc(pid, 'stat') ?? '')
}

/** The number in a stale pid file may belong to somebody else by now; without /proc we take its word. */
function isServerOf(pid: number, data: string): boolean {
  const command = readProc(pid, 'cmdline')
  return command === undefined || command.split('\0').includes(data)
}

function readProc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return undefined
  }
}
