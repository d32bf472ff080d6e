import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

import { codeOf } from '../start-failure.js'
import type { Finding } from './finding.js'

const leastMegabytes = 300

/** That the data folder is there, or can be made, and can be written. */
export function checkDataFolder(dataDir: string): Finding {
  const name = 'data folder'
  try {
    makeFolder(dataDir)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    writeFileSync(join(dataDir, '.probe'), '')
    rmSync(join(dataDir, '.probe'))
    return { name, ok: true, detail: dataDir }
  } catch (error) {
    const why = codeOf(error) ?? 'unknown reason'
    const advice = `The data folder ${dataDir} cannot be written (${why}): make it writable, or choose another with DATA_DIR.`
    return { name, ok: false, advice }
  }
}

/** Node's recursive mkdir never returns where a folder exists but refuses new ones with ENOENT, as /proc does. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/** That there is room for a database and photos. */
export function checkDisk(dataDir: string): Finding {
  const name = 'disk'
  const { bavail, bsize } = statfsSync(dataDir)
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2)
  if (megabytes >= leastMegabytes) return { name, ok: true, detail: `${megabytes} MB free` }
  const advice = `Only ${megabytes} MB are free at ${dataDir}: make room for ${leastMegabytes} MB, or choose another place with DATA_DIR.`
  return { name, ok: false, advice }
}

/** That no other Kindred runs on the data folder. */
export function checkNobodyElse(dataDir: string): Finding {
  const name = 'alone'
  const pid = readOwner(dataDir)
  if (pid === undefined) return { name, ok: true, detail: 'no other Kindred uses the data folder' }
  return {
    name,
    ok: false,
    advice: `Kindred already runs on ${dataDir} (process ${pid}): stop it, or choose another folder with DATA_DIR.`,
  }
}

const ownerFile = (dataDir: string): string => join(dataDir, 'kindred.pid')

/** Takes the data folder for this process; the result gives it back. */
export function ownDataFolder(dataDir: string): () => void {
  writeFileSync(ownerFile(dataDir), `${process.pid}\n`)
  return () => rmSync(ownerFile(dataDir), { force: true })
}

function readOwner(dataDir: string): number | undefined {
  if (!existsSync(ownerFile(dataDir))) return undefined
  const pid = Number(readFileSync(ownerFile(dataDir), 'utf8'))
  return pid > 0 && pid !== process.pid && isKindred(pid) ? pid : undefined
}

/** The number may belong to another program since the one that wrote it was killed. */
function isKindred(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  const commandLine = `/proc/${pid}/cmdline`
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('stack')
}
