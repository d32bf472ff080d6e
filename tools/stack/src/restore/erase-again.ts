import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'

import { countErasing, eraseAgain } from '@kindred/auth'
import { openSession } from '@kindred/db'
import { type Log, pause } from '@kindred/kernel'

import type { BackupConfig } from '../backup/config.js'
import { dueIn, type Erasures } from '../backup/erasures.js'
import type { Target } from '../backup/target.js'
import { createStack } from '../create-stack.js'
import { appNames, forEachName, serviceNames } from '../names.js'
import type { Ports } from '../ports.js'
import type { Secrets } from '../secrets.js'
import { StartFailure } from '../start-failure.js'

/** Databases that were restored, and who is to go from them again. */
interface Restored {
  readonly config: BackupConfig
  readonly urls: Target['urls']
  readonly mediaFolder: string
  readonly secrets: Secrets
  readonly erasures: Erasures
  readonly log: Log
}

const patienceMs = 3_600_000

/**
 * Runs the services on the restored databases, on ports that nobody knows, until everybody who was erased after the backup is erased again in
 * all of them, photos included. Answers how many that were.
 */
export async function eraseFromRestored({
  config,
  urls,
  mediaFolder,
  secrets,
  erasures,
  log,
}: Restored): Promise<number> {
  const dueOf = dueIn(erasures)
  if (!(await isAnyDue(urls.auth, dueOf))) return 0
  const stack = await createStack({
    ports: await freePorts(),
    dataDir: config.dataDir,
    mediaFolder,
    databaseUrls: urls,
    botToken: secrets.botToken,
    logLevel: 'error',
    environment: settingsOf(config),
  })
  try {
    const erased = await eraseAgain({ url: urls.auth, keySecret: secrets.authKey, log, dueOf })
    const giveUp = Date.now() + patienceMs
    while ((await countErasing(urls.auth, log)) > 0) {
      if (Date.now() > giveUp)
        throw new StartFailure(
          `Erased people are not erased again after an hour: ${stack.logs().at(-1) ?? 'the services say nothing'}. Run the same npm run restore again.`,
        )
      await pause(200)
    }
    return erased
  } finally {
    await stack.stop()
  }
}

async function isAnyDue(url: string, dueOf: (userId: string) => Date | undefined): Promise<boolean> {
  const session = await openSession({ url, name: 'kindred restore' })
  try {
    const accounts = await session.query<{ id: string }>('select id from user_account')
    return accounts.some(({ id }) => dueOf(id) !== undefined)
  } finally {
    await session.close()
  }
}

/** What reaches beyond these services: others listen there, or would hear of it. */
const outward = /^(RABBITMQ_|REDIS_URL$|TLS_FOLDER$|GATEWAY_|OTEL_|BIND_HOST$|NODE_ENV$|PUBLIC_URL$)/

const settingsOf = ({ inherited }: BackupConfig): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(inherited).filter(([name]) => !outward.test(name)))

async function freePorts(): Promise<Ports> {
  const held = await Promise.all(
    Array.from({ length: 1 + serviceNames.length + appNames.length }, () => {
      const server = createServer()
      return new Promise<Server>((resolve, reject) => {
        server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server))
      })
    }),
  )
  const ports = held.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  const take = (): number => ports.pop()!
  return { gateway: take(), rpc: forEachName(serviceNames, take), ops: forEachName(appNames, take) }
}
