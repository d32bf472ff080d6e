import { fileURLToPath } from 'node:url'

import { readStartConfig } from './config.js'
import { failurePrinted } from './report.js'
import { start, type Started } from './start.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const stopWithinMs = 4_800

let starting: Promise<Started> | undefined
let ending = false

/** Once the end has begun, what still starts has nothing to say. */
function print(text: string): void {
  if (!ending) process.stdout.write(text)
}

/** Stops what runs or what is about to; a second signal, or a stop that takes too long, ends at once. */
async function end(code: number): Promise<void> {
  if (ending) process.exit(1)
  ending = true
  setTimeout(() => process.exit(1), stopWithinMs).unref()
  const started = await starting?.catch(() => undefined)
  await started?.stop()
  process.exit(code)
}

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

try {
  const bundleMs = Number(process.env['KINDRED_BUNDLE_MS'] ?? 0)
  const startedAt = performance.now() - process.uptime() * 1000
  const config = readStartConfig(process.env, process.argv.slice(2), checkout)
  process.stdout.write('Kindred\n\n')
  starting = start({ config, checkout, bundleMs, startedAt, print })
  await starting
} catch (error) {
  if (!ending) process.exit(failurePrinted(error))
}
