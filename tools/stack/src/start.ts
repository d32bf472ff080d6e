import { join } from 'node:path'

import { ConfigError } from '@kindred/runtime'

import type { StartConfig } from './config.js'
import { createStack, type Stack } from './create-stack.js'
import type { Seeding } from './demo/seed.js'
import { ownDataFolder, preflight } from './preflight/index.js'
import { type Print, printedSteps, readyBlock, stepLine } from './report.js'
import { StartFailure } from './start-failure.js'
import { startDemo } from './steps/demo.js'

/** The system that `npm start` runs. */
export interface Started {
  stop(): Promise<void>
}

/** How the command was called. */
export interface StartOptions {
  readonly config: StartConfig
  readonly checkout: string
  readonly print: Print
  /** When the command began and how long bundling took, milliseconds. */
  readonly startedAt: number
  readonly bundleMs: number
}

/** Checks, starts everything, prints the block of addresses. */
export async function start({ config, checkout, print, startedAt, bundleMs }: StartOptions): Promise<Started> {
  const findings = await preflight(config)
  const failed = findings.find((found) => !found.ok)
  if (failed && !failed.ok) throw new StartFailure(failed.advice)
  const disown = ownDataFolder(config.dataDir)
  try {
    const step = printedSteps(print)
    if (bundleMs > 0) print(stepLine('bundle', bundleMs))
    const stack = await createStack({
      ...{ ports: config.ports, dataDir: config.dataDir, adminUrl: config.adminUrl, databaseUrls: config.databaseUrls },
      ...{ botToken: config.botToken, rateLimitScale: config.rateLimitScale, logLevel: config.logLevel },
      ...{ environment: config.inherited, pretty: !config.production, step },
      print: (line) => print(`${line}\n`),
      processes: config.processes ? { checkout } : undefined,
    })
    const demo = await stopOnFailure(stack, () => letDemoPeopleIn(stack, config, step))
    const totalMs = performance.now() - startedAt
    print(readyBlock(stack, { totalMs, demo: demo && describeDemo(demo, config) }))
    return { stop: () => stopAll(stack, demo).finally(disown) }
  } catch (error) {
    disown()
    throw explained(error, config.dataDir)
  }
}

/** Auth's own words are for somebody who sets its secret by hand. */
function explained(error: unknown, dataDir: string): unknown {
  const foreign = error instanceof ConfigError && error.faults.some(({ name }) => name === 'AUTH_KEY_SECRET')
  if (!foreign) return error
  const file = join(dataDir, 'secrets.json')
  return new StartFailure(
    `${file} does not belong to this database: restore the file, or start over with an empty database.`,
  )
}

async function letDemoPeopleIn(
  stack: Stack,
  { demoPeople: people, logLevel }: StartConfig,
  step: ReturnType<typeof printedSteps>,
): Promise<Seeding | undefined> {
  if (people === 0) return undefined
  return step('demo people', async () => {
    const seeding = await startDemo(stack, { people, logLevel })
    await seeding.first
    return seeding
  })
}

function describeDemo(demo: Seeding, { demoPeople }: StartConfig): string {
  const here = demo.count()
  const rest = here < demoPeople ? `, ${demoPeople - here} more are on their way` : ''
  return `${here} people, alice and bob among them${rest}`
}

async function stopOnFailure<T>(stack: Stack, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await stack.stop()
    throw error
  }
}

async function stopAll(stack: Stack, demo: Seeding | undefined): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, 1_000).unref())
  await Promise.race([demo?.stop(), patience])
  await stack.stop()
}
