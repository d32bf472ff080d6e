import { fileURLToPath } from 'node:url'

import type { FrontDoor } from './front-door.js'
import { readStartConfig } from './read-config.js'
import { failurePrinted } from './report.js'
import { start, type Started } from './start.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
/** More than PostgreSQL takes to write what it holds to a slow disk; usually all is over within a second. */
const stopWithinMs = 30_000

let starting: Promise<Started> | undefined
let ending = false

/** Once the end has begun, what still starts has nothing to say. */
function print(text: string): void {
  if (!ending) process.stdout.write(text)
}

function giveUp(): never {
  process.stderr.write(
    `Kindred did not stop within ${stopWithinMs / 1000} s and was ended. Nothing is lost: PostgreSQL recovers at the next start.\n`,
  )
  process.exit(1)
}

/** Stops what runs or what is about to; a second signal, or a stop that takes too long, ends at once. */
async function end(code: number): Promise<void> {
  if (ending) process.exit(1)
  ending = true
  setTimeout(giveUp, stopWithinMs).unref()
  const started = await starting?.catch(() => undefined)
  await started?.stop()
  if (started !== undefined && code === 0)
    process.stdout.write(`Kindred stopped, data in ${started.dataDir}.\n`)
  process.exit(code)
}

function listenForTheEnd(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      process.stdout.write('\nStopping …\n')
      void end(0)
    })
  }
  for (const failure of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(failure, (error: unknown) => {
      failurePrinted(error)
      // A fault of the end must not cut it short: PostgreSQL would stay behind.
      if (!ending) void end(1)
    })
  }
}

/** The life of the command, from the settings to the end; `door` holds the gateway's port meanwhile. */
export async function main({
  door,
  bundleMs,
}: {
  door?: FrontDoor | undefined
  bundleMs: number
}): Promise<void> {
  listenForTheEnd()
  try {
    const startedAt = performance.now() - process.uptime() * 1000
    const config = readStartConfig(process.env, process.argv.slice(2), checkout)
    starting = start({ config, checkout, bundleMs, startedAt, print, door })
    await starting
  } catch (error) {
    door?.close()
    if (!ending) process.exit(failurePrinted(error))
  }
}
