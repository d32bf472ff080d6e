import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Clock, Log } from '@kindred/kernel'
import { createLog } from '@kindred/runtime'

import { type Hosts, loopback, reachAt } from './addresses.js'
import type { EnvironmentPlan } from './environment.js'
import type { FrontDoor } from './front-door.js'
import { type AppName, appNames, forEachName, type ServiceName, serviceNames } from './names.js'
import type { Ports } from './ports.js'
import { loadSecrets } from './secrets.js'
import { silentSteps, type Step } from './step.js'
import { openDatabases } from './steps/database.js'
import { runInProcess } from './steps/in-process.js'
import type { KeptPostgres } from './steps/keep-postgres.js'
import { type ProcessOptions, runProcesses } from './steps/processes.js'
import type { RunningApps } from './steps/runner.js'

/** How to make a stack. */
export interface StackOptions {
  readonly ports: Ports
  /** The loopback unless told. */
  readonly hosts?: Hosts
  /** Holds the gateway's port until the gateway answers. */
  readonly door?: FrontDoor | undefined
  /** Where data, photos and generated secrets live; a folder of the temp folder that `stop` removes unless given. */
  readonly dataDir?: string | undefined
  /** Where photos are; `media` in the data folder unless told. */
  readonly mediaFolder?: string
  /** False gives up safety for speed: tests. */
  readonly durable?: boolean
  /** A PostgreSQL on which databases and roles may be made; a built-in one is started when it is missing and needed. */
  readonly adminUrl?: string | undefined
  readonly databaseUrls?: Partial<Record<ServiceName, string>>
  /** PostgreSQL itself for the services whose database URL is a pooler in transaction mode. */
  readonly listenUrls?: Partial<Record<ServiceName, string>>
  /** Generated unless given. */
  readonly botToken?: string | undefined
  readonly rateLimitScale?: number
  readonly logLevel?: string
  /** Where log lines go besides `logs`. */
  readonly print?: ((line: string) => void) | undefined
  /** One readable line per entry instead of JSON. */
  readonly pretty?: boolean
  /** For all apps, when they share this process. */
  readonly clock?: Clock | undefined
  /** Each app a process of its own, from its bundle in `checkout`. */
  readonly processes?: Pick<ProcessOptions, 'checkout' | 'hungAfterMs'> | undefined
  /** Settings of the apps that the stack does not make itself, by their names in the environment. */
  readonly environment?: NodeJS.ProcessEnv
  readonly step?: Step
}

/** A whole Kindred that runs. */
export interface Stack {
  readonly url: string
  /** Of the chat socket. */
  readonly wsUrl: string
  readonly botToken: string
  /** `host:port` of each service. */
  readonly rpc: Readonly<Record<ServiceName, string>>
  /** URL of each app's ops server. */
  readonly ops: Readonly<Record<AppName, string>>
  /** Each service's database, by its own role. */
  readonly databases: Readonly<Record<ServiceName, string>>
  readonly databaseWhere: string
  readonly dataDir: string
  readonly mediaFolder: string
  /** The built-in PostgreSQL, when there is one. */
  readonly postgres: KeptPostgres | undefined
  /** Process ids by app, when each has its own. */
  pids(): Readonly<Record<string, number | undefined>>
  /** The latest log lines of all apps, oldest first. */
  logs(): readonly string[]
  readonly plan: EnvironmentPlan
  stop(): Promise<void>
}

const maxLines = 20_000

/** Starts PostgreSQL, the services and the gateway; resolves when the gateway answers. A failed start leaves nothing running. */
export async function createStack(options: StackOptions): Promise<Stack> {
  const step = options.step ?? silentSteps
  const dataDir = options.dataDir ?? makeTempFolder()
  const lines: string[] = []
  const print = (line: string): void => {
    lines.push(line)
    if (lines.length > maxLines) lines.splice(0, maxLines / 10)
    options.print?.(line)
  }
  const removeTemp = (): void => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    const running = await startParts({ ...options, dataDir, print, step })
    return describe(options, { ...running, dataDir, lines, removeTemp })
  } catch (error) {
    removeTemp()
    throw error
  }
}

/** PostgreSQL runs under another account when we are root: it has to get in. */
function makeTempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-stack-'))
  chmodSync(folder, 0o755)
  return folder
}

type Resolved = StackOptions & { dataDir: string; print: (line: string) => void; step: Step }

async function startParts(options: Resolved) {
  const { dataDir, print, step, databaseUrls = {}, listenUrls = {}, logLevel = 'info' } = options
  const secrets = loadSecrets(dataDir)
  const logOf = (name: string): Log =>
    createLog({
      name,
      level: logLevel,
      pretty: options.pretty ?? false,
      destination: { write: (line) => print(line.trimEnd()) },
    })
  const databases = await step(
    'database',
    () =>
      openDatabases({
        dataDir,
        secrets,
        databaseUrls,
        listenUrls,
        adminUrl: options.adminUrl,
        durable: options.durable ?? true,
        log: logOf('stack'),
      }),
    ({ where }) => where,
  )
  const plan: EnvironmentPlan = {
    secrets,
    logLevel,
    databaseUrls: databases.urls,
    listenUrls,
    ports: options.ports,
    botToken: options.botToken ?? secrets.botToken,
    hosts: options.hosts ?? loopback,
    mediaFolder: options.mediaFolder ?? join(dataDir, 'media'),
    rateLimitScale: options.rateLimitScale ?? 1,
    inherited: options.environment ?? {},
  }
  mkdirSync(plan.mediaFolder, { recursive: true })
  try {
    const { processes, clock, door } = options
    const apps = await step('services', () =>
      processes
        ? runProcesses({ ...processes, plan, print, door })
        : runInProcess({ plan, logOf, clock, door }),
    )
    return { databases, plan, apps }
  } catch (error) {
    await databases.stop()
    throw error
  }
}

type Running = Awaited<ReturnType<typeof startParts>> & {
  dataDir: string
  lines: readonly string[]
  removeTemp: () => void
  apps: RunningApps
}

function describe(
  { ports, hosts = loopback }: StackOptions,
  { databases, plan, apps, dataDir, lines, removeTemp }: Running,
): Stack {
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await apps.stop()
    await databases.stop()
    removeTemp()
  }
  return {
    url: `http://${reachAt(hosts.gateway, ports.gateway)}`,
    wsUrl: `ws://${reachAt(hosts.gateway, ports.gateway)}/v1/chat/connect`,
    botToken: plan.botToken,
    rpc: forEachName(serviceNames, (name) => reachAt(hosts.inner, ports.rpc[name])),
    ops: forEachName(appNames, (name) => `http://${reachAt(hosts.inner, ports.ops[name])}`),
    databases: databases.urls,
    databaseWhere: databases.where,
    dataDir,
    mediaFolder: plan.mediaFolder,
    postgres: databases.embedded,
    pids: () => apps.pids?.() ?? {},
    logs: () => [...lines],
    plan,
    stop: () => (stopped ??= stop()),
  }
}
