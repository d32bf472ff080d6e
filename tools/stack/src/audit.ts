import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { atDatabase, readAddress, withRole } from '@kindred/db'
import { findPostmaster, startEmbeddedPostgres } from '@kindred/db/embedded'
import { createLog } from '@kindred/runtime'
import { protectAudit, verifyAudit } from '@kindred/safety'

import type { StartConfig } from './config.js'
import { readStartConfig } from './read-config.js'
import { failurePrinted } from './report.js'
import { loadSecrets } from './secrets.js'
import { StartFailure } from './start-failure.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const log = createLog({ name: 'audit', level: 'error', pretty: true })
const usage = `npm run audit -- verify   says whether the audit record is whole; ends with 1 and names the first record that is not
npm run audit -- protect  makes the administrator of DATABASE_URL the owner of the record in SAFETY_DATABASE_URL
`

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = failurePrinted(error)
}

async function main([command = '', ...rest]: readonly string[]): Promise<number> {
  if (rest.length > 0 || !['verify', 'protect'].includes(command)) {
    process.stderr.write(usage)
    return 2
  }
  const config = readStartConfig(process.env, [], checkout)
  return command === 'verify' ? verify(config) : protect(config)
}

async function verify(config: StartConfig): Promise<number> {
  const { url, close } = await openRecord(config)
  try {
    const { records, firstBroken, lastHash } = await verifyAudit(url, log)
    const isWhole = firstBroken === undefined
    process.stdout.write(
      isWhole
        ? `${records} records, each bound to the one before. The last hash is ${lastHash.toString('hex')}: keep it elsewhere.\n`
        : `Record ${firstBroken} does not fit: it, or one before the next whole one, was changed or removed. ${records} records before it are whole.\n`,
    )
    return isWhole ? 0 : 1
  } finally {
    await close()
  }
}

async function protect({ adminUrl, databaseUrls }: StartConfig): Promise<number> {
  const serviceUrl = databaseUrls.safety
  if (adminUrl === undefined || serviceUrl === undefined)
    throw new StartFailure(
      'Set SAFETY_DATABASE_URL to what the service uses, and DATABASE_URL to an administrator of that server. With DATABASE_URL alone the start does it.',
    )
  const { user, database } = readAddress(serviceUrl)
  if (!(await protectAudit({ adminUrl: atDatabase(adminUrl, database), role: user, log })))
    throw new StartFailure(
      `${user} can still change the record: SAFETY_DATABASE_URL has to name a role of its own, neither a superuser nor the administrator of DATABASE_URL nor a member of it.`,
    )
  process.stdout.write(`${user} can read and add records of the audit, and neither change nor remove them.\n`)
  return 0
}

/** The database with the record: the one that is named, or the built-in one, which is started when it does not run. */
async function openRecord({
  databaseUrls,
  adminUrl,
  dataDir,
}: StartConfig): Promise<{ url: string; close: () => Promise<void> }> {
  const nothing = (): Promise<void> => Promise.resolve()
  if (databaseUrls.safety !== undefined) return { url: databaseUrls.safety, close: nothing }
  const role = {
    user: 'kindred_safety',
    password: loadSecrets(dataDir).databasePasswords.safety,
    database: 'kindred_safety',
  }
  if (adminUrl !== undefined) return { url: withRole(adminUrl, role), close: nothing }
  const folder = join(dataDir, 'postgres')
  const running = findPostmaster(join(folder, 'data'))
  if (running !== undefined)
    return { url: withRole(`postgres://127.0.0.1:${running.port}/postgres`, role), close: nothing }
  const server = await startEmbeddedPostgres({ folder, durable: true, guard: true })
  return { url: withRole(server.url, role), close: server.stop }
}
