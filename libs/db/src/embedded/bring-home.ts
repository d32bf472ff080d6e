import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Account } from './account.js'
import { digest } from './places.js'
import { findPostmaster } from './postmaster.js'
import { stopServer } from './server.js'

/**
 * An earlier Kindred that was started as root put the data into a temp folder when the account could not enter the folder
 * asked for. What lies there still is brought home.
 */
export async function bringHome(folder: string, account: Account | undefined): Promise<void> {
  if (account === undefined || existsSync(join(folder, 'data'))) return
  const places = ['/var/tmp', tmpdir(), '/tmp'].map((place) => join(place, `kindred-data-${digest(folder)}`))
  const standIn = places.find(
    (place) => existsSync(join(place, 'data', 'PG_VERSION')) && isOurs(place, account),
  )
  if (standIn === undefined) return
  const orphan = findPostmaster(join(standIn, 'data'))
  if (orphan !== undefined) await stopServer(orphan.pid)
  // Copied first and named last: an interrupted move leaves the old place as it was.
  const { status, stderr } = spawnSync('cp', ['-a', join(standIn, 'data'), join(folder, 'data.moved')])
  if (status !== 0)
    throw new Error(`The data in ${standIn} cannot be moved to ${folder}: ${stderr.toString().trim()}`)
  for (const name of readdirSync(standIn).filter((one) => one !== 'data'))
    spawnSync('cp', ['-a', join(standIn, name), join(folder, name)])
  spawnSync('mv', [join(folder, 'data.moved'), join(folder, 'data')])
  rmSync(standIn, { recursive: true, force: true })
}

function isOurs(place: string, account: Account): boolean {
  const found = lstatSync(place)
  return found.isDirectory() && [account.uid, process.getuid?.()].includes(found.uid)
}
