import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { accountFor, type EmbeddedPostgres, findBinaries, startEmbeddedPostgres } from '@kindred/db/embedded'

/** What an administrator of taste has set otherwise. */
const settings = {
  datestyle: 'SQL, DMY',
  intervalstyle: 'sql_standard',
  timezone: 'Asia/Tokyo',
  bytea_output: 'escape',
  search_path: 'nowhere',
  extra_float_digits: 0,
  default_transaction_isolation: 'serializable',
}

/** A cluster in LATIN1 with settings that are not usual, on TCP and on a socket. */
export interface OddCluster extends EmbeddedPostgres {
  readonly socketFolder: string
  /** Stops it, and starts it again on the same port once `meanwhile` is done. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
}

/** Makes and starts one that asks for no password. */
export async function startOddCluster(): Promise<OddCluster> {
  const top = mkdtempSync(join(tmpdir(), 'kindred-odd-'))
  chmodSync(top, 0o777)
  const folder = join(top, 'cluster')
  const account = accountFor(folder)
  mkdirSync(folder, { mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  const { bin } = findBinaries(top)
  const flags = [
    '-D',
    join(folder, 'data'),
    '-U',
    'postgres',
    '-E',
    'LATIN1',
    '--locale=C',
    '--auth=trust',
    '--no-sync',
  ]
  const made = spawnSync(join(bin, 'initdb'), flags, {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: folder,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(made.stderr)
  const launch = (port?: number): Promise<EmbeddedPostgres> =>
    startEmbeddedPostgres({
      folder,
      durable: false,
      guard: true,
      port,
      settings: { ...settings, unix_socket_directories: top },
    })
  let server = await launch()
  return {
    ...server,
    socketFolder: top,
    async restart(meanwhile = () => Promise.resolve()) {
      await server.stop()
      await meanwhile()
      server = await launch(server.port)
    },
    async stop() {
      await server.stop()
      rmSync(top, { recursive: true, force: true })
    },
  }
}
