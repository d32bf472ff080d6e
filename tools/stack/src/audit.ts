import { atDatabase, readAddress } from '@kindred/db'
import { createLog } from '@kindred/runtime'
import { protectAudit, verifyAudit } from '@kindred/safety'

import { checkout, print, runCommand } from './command.js'
import type { StartConfig } from './config.js'
import { readStartConfig } from './read-config.js'
import { openServiceUrls } from './service-urls.js'
import { StartFailure } from './start-failure.js'

const log = createLog({ name: 'audit', level: 'error', pretty: true })
const usage = `npm run audit -- verify   says whether the audit record is whole; ends with 1 and names the first record that is not
npm run audit -- protect  makes the administrator of DATABASE_URL the owner of the record in SAFETY_DATABASE_URL
`

await runCommand({ usage, run: main })

async function main([command = '', ...rest]: readonly string[]): Promise<number | undefined> {
  if (rest.length > 0 || !['verify', 'protect'].includes(command)) return undefined
  const config = readStartConfig(process.env, [], checkout)
  return command === 'verify' ? verify(config) : protect(config)
}

async function verify(config: StartConfig): Promise<number> {
  const { urlOf, close } = await openServiceUrls(config, ['safety'])
  try {
    const { records, firstBroken, lastHash } = await verifyAudit(urlOf('safety'), log)
    const isWhole = firstBroken === undefined
    print(
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
  print(`${user} can read and add records of the audit, and neither change nor remove them.\n`)
  return 0
}
