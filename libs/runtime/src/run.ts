import type { Log } from '@kindred/kernel'

import { ConfigError } from './config-error.js'
import { createLog } from './log.js'
import type { Runnable } from './runnable.js'

const drainMs = 10_000

/**
 * The life of a process: `start`, then SIGTERM or SIGINT → `stop` within 10 s; a second signal or a drain that takes longer exits at once.
 * `node main.js migrate` only migrates, `node main.js pending` says which migrations that would be. Faults of the configuration are printed as plain lines; exit code 1.
 */
export async function run(create: () => Runnable | Promise<Runnable>): Promise<void> {
  try {
    const runnable = await create()
    if (process.argv[2] === 'migrate') await migrateOnly(runnable)
    else if (process.argv[2] === 'pending') await tellPending(runnable)
    else await live(runnable)
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
    else createLog({ name: 'main', level: 'error' }).error({ err: error }, 'could not start')
    process.exit(1)
  }
}

async function migrateOnly(runnable: Runnable): Promise<void> {
  if (runnable.migrate === undefined) throw new ConfigError([noDatabase(runnable.name)])
  const ran = await runnable.migrate()
  process.stdout.write(
    ran.length === 0 ? `${runnable.name}: up to date\n` : `${runnable.name}: ran ${ran.join(', ')}\n`,
  )
  process.exit(0)
}

async function tellPending(runnable: Runnable): Promise<void> {
  if (runnable.pending === undefined) throw new ConfigError([noDatabase(runnable.name)])
  for (const line of await runnable.pending()) process.stdout.write(`${line}\n`)
  process.exit(0)
}

const noDatabase = (name: string) => ({
  name,
  problem: 'has no database to migrate',
  example: 'leave that word out',
})

async function live(runnable: Runnable): Promise<void> {
  const log: Log = runnable.log ?? createLog({ name: runnable.name, level: 'info' })
  let ending = false

  function end(code: number): void {
    if (ending) process.exit(code === 0 ? 1 : code)
    ending = true
    setTimeout(() => {
      log.error({ drainMs }, 'the drain took too long')
      process.exit(1)
    }, drainMs).unref()
    runnable.stop().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping')
      end(0)
    })
  }
  for (const failure of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(failure, (error: unknown) => {
      const tell = log.fatal ?? log.error
      tell.call(log, { err: error }, failure)
      end(1)
    })
  }
  await runnable.start()
}
