import { join } from 'node:path'

import { ConfigError } from '@kindred/runtime'
import { simulatedBotUsername } from '@kindred/telegram-sim'

import type { StartConfig } from './config.js'
import { createStack, type Stack } from './create-stack.js'
import { type Demo, startDemo } from './demo/start-demo.js'
import { type Front, startFront } from './front.js'
import type { FrontDoor } from './front-door.js'
import { ownDataFolder, preflight } from './preflight/index.js'
import { readyBlock } from './report.js'
import { StartFailure } from './start-failure.js'
import { type Print, printedSteps, type Step, stepLine } from './step.js'
import { askTelegram, type BotCheck } from './steps/ask-telegram.js'
import { buildGuide, buildWeb, type WebBuild, webFolder } from './steps/web.js'
import { type TelegramFacts, telegramLine } from './telegram-rows.js'

/** The system that `npm start` runs. */
export interface Started {
  readonly dataDir: string
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
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
}

/** Checks, starts everything, prints the block of addresses. */
export async function start(options: StartOptions): Promise<Started> {
  const { config, checkout, startedAt, bundleMs, door } = options
  const print: Print = (text) => {
    options.print(text)
    door?.tell(text.trimEnd())
  }
  const findings = await preflight(config, { gatewayIsOurs: (await door?.isOpen) === true })
  const failed = findings.find((found) => !found.ok)
  if (failed) throw new StartFailure(failed.advice)
  const disown = ownDataFolder(config.dataDir)
  try {
    const step = printedSteps(print)
    if (bundleMs > 0) print(stepLine('bundle', bundleMs))
    // Vite takes a core of its own for some seconds: the rest starts beside it.
    const pages = Promise.all([buildWeb(checkout), buildGuide(checkout)])
    const check = await checkBot(config)
    const stack = await openStack(options, { check, step, print })
    const running: Stoppable[] = [stack]
    const stop = (): Promise<void> => stopAll(running).finally(disown)
    try {
      const telegram = await step(
        'telegram',
        async () => {
          const front = keepRunning(running, await startFront(stack, { config, checkout, print }))
          return front && factsOf(front, { config, stack, check })
        },
        (facts) => (facts === undefined ? 'none' : telegramLine(facts)),
      )
      const demo = keepRunning(running, await letDemoPeopleIn(stack, config, { step, print }))
      const [web, guide] = await step(
        'mini app',
        () => pages,
        ([built]) => built.reason ?? built.outcome,
      )
      const totalMs = performance.now() - startedAt
      const facts = { totalMs, demo: demo && describeDemo(demo, config) }
      const problems = { appProblem: problemOf(web), guideProblem: problemOf(guide) }
      print(readyBlock(stack, { ...facts, telegram, ...problems }))
      if (demo !== undefined) void tellOfTheLast(demo, config, print)
      return { stop, dataDir: config.dataDir }
    } catch (error) {
      await stopAll(running)
      throw error
    }
  } catch (error) {
    disown()
    throw explained(error, config.dataDir)
  }
}

const problemOf = ({ outcome, reason }: WebBuild): string | undefined =>
  outcome === 'failed' ? `could not be built: ${reason}` : undefined

interface Opening {
  readonly check: BotCheck | undefined
  readonly step: Step
  readonly print: Print
}

function openStack(
  { config, checkout, door }: StartOptions,
  { check, step, print }: Opening,
): Promise<Stack> {
  return createStack({
    ports: config.ports,
    dataDir: config.dataDir,
    adminUrl: config.adminUrl,
    databaseUrls: config.databaseUrls,
    listenUrls: config.listenUrls,
    botToken: config.botToken,
    rateLimitScale: config.rateLimitScale,
    logLevel: config.logLevel,
    environment: gatewaySettings(config, checkout, check),
    pretty: !config.production,
    step,
    print: (line) => print(`${line}\n`),
    hosts: config.hosts,
    door,
    processes: config.processes ? { checkout, hungAfterMs: config.hungAfterMs } : undefined,
  })
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

interface Stoppable {
  stop(): Promise<void>
}

function keepRunning<Part extends Stoppable | undefined>(running: Stoppable[], part: Part): Part {
  if (part !== undefined) running.push(part)
  return part
}

const telegramRootOf = ({ inherited }: StartConfig): string =>
  inherited['TELEGRAM_API_ROOT'] ?? 'https://api.telegram.org'

/** Nobody is asked about a token that was made up here. */
const checkBot = async (config: StartConfig): Promise<BotCheck | undefined> =>
  config.botToken === undefined ? undefined : askTelegram(config.botToken, telegramRootOf(config))

function factsOf(
  { simulatorUrl }: Front,
  { config, stack, check }: { config: StartConfig; stack: Stack; check: BotCheck | undefined },
): TelegramFacts {
  const appUrl = (config.inherited['WEB_APP_URL'] ?? `${stack.url}/app`).replace(/\/+$/, '')
  return { simulatorUrl, check, telegramRoot: telegramRootOf(config), appUrl }
}

/** The caller's settings, and where the Mini App, the console and the guide lie, who may frame it and what its bot is called unless the caller says so. */
function gatewaySettings(
  { inherited, ports, botToken }: StartConfig,
  checkout: string,
  check: BotCheck | undefined,
): NodeJS.ProcessEnv {
  const simulator = botToken === undefined ? ports.front?.simulator : undefined
  const origins = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${simulator}`).join()
  return {
    GATEWAY_WEB_FOLDER: webFolder(checkout),
    GATEWAY_CONSOLE_FOLDER: webFolder(checkout, 'console'),
    GATEWAY_GUIDE_FOLDER: webFolder(checkout, 'guide'),
    ...(simulator !== undefined && {
      GATEWAY_FRAME_ANCESTORS: origins,
      GATEWAY_SIMULATOR_URL: `http://127.0.0.1:${simulator}/`,
      GATEWAY_BOT_USERNAME: simulatedBotUsername,
    }),
    ...(check?.outcome === 'known' && { GATEWAY_BOT_USERNAME: check.username }),
    ...inherited,
  }
}

async function letDemoPeopleIn(
  stack: Stack,
  { demoPeople: people, logLevel }: StartConfig,
  { step, print }: { step: Step; print: Print },
): Promise<Demo | undefined> {
  if (people === 0) return undefined
  return step('demo people', async () => {
    const demo = await startDemo(stack, { people, logLevel, print })
    await demo.first
    return demo
  })
}

function describeDemo(demo: Demo, { demoPeople }: StartConfig): string {
  const here = demo.count()
  if (here >= demoPeople) return `${here} people, alice and bob among them`
  return `${here} of ${demoPeople} people are there, the others are on their way`
}

/** Those who came after the block of addresses are told of when all are there. */
async function tellOfTheLast(demo: Demo, { demoPeople }: StartConfig, print: Print): Promise<void> {
  if (demo.count() >= demoPeople) return
  await demo.done
  if (demo.count() >= demoPeople) print(`  All ${demoPeople} demo people are there.\n`)
}

/** The last one first; whoever dawdles does not hold up the services below. */
async function stopAll(running: readonly Stoppable[]): Promise<void> {
  const [stack, ...others] = running
  for (const one of others.reverse()) {
    const patience = new Promise((resolve) => setTimeout(resolve, 1_000).unref())
    await Promise.race([one.stop(), patience])
  }
  await stack?.stop()
}
