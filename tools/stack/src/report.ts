import { ConfigError } from '@kindred/runtime'

import { loopback, reachAt } from './addresses.js'
import type { Stack } from './create-stack.js'
import { serviceNames } from './names.js'
import { portsOfInstances } from './ports.js'
import { StartFailure } from './start-failure.js'
import { type TelegramFacts, telegramRows } from './telegram-rows.js'

/** The one block of addresses that ends the start. */
export function readyBlock(
  stack: Stack,
  facts: {
    totalMs: number
    demo: string | undefined
    telegram: TelegramFacts | undefined
    appProblem: string | undefined
    guideProblem: string | undefined
  },
): string {
  const rows: [string, string][] = [
    ...telegramRows(facts.telegram),
    ['Mini App', facts.appProblem ?? `${stack.url}/app/`],
    ['Console', `${stack.url}/console/  (for the Telegram ids in KINDRED_ADMINS, see docs/moderation.md)`],
    ['Guide', facts.guideProblem ?? `${stack.url}/guide/`],
    ['API', stack.url],
    ...furtherGateways(stack),
    ['API docs', `${stack.url}/docs  (for tools: /openapi.json, /asyncapi.json)`],
    ['Health', `${stack.url}/health`],
    ['gRPC', serviceNames.map((name) => `${name} ${stack.rpc[name]}`).join('   ')],
    ['Metrics', `${stack.ops.gateway}/metrics  (and each service's ops port)`],
    ['Database', stack.databaseWhere],
    ...(facts.demo === undefined ? [] : ([['Demo people', facts.demo]] as [string, string][])),
    ['Data', stack.dataDir],
    ['Start over', `stop, then remove ${foldersOf(stack).join(' and ')}`],
    ['Stop', 'Ctrl-C'],
  ]
  const lines = rows.map(([name, value]) => `  ${name.padEnd(13)}${value}`)
  return `\nKindred is ready after ${(facts.totalMs / 1000).toFixed(1)} s.\n\n${lines.join('\n')}\n\n`
}

/** They answer alike; who calls them is up to what stands before them. */
function furtherGateways({ plan }: Stack): [string, string][] {
  const { hosts = loopback, ports } = plan
  const [, ...others] = portsOfInstances(ports).map(({ gateway }) => reachAt(hosts.gateway, gateway))
  return others.length === 0
    ? []
    : [['Instances', `${others.length + 1} of each; further gateways ${others.join(', ')}`]]
}

/** PostgreSQL's data is elsewhere when its account cannot enter the data folder. */
function foldersOf({ dataDir, postgres }: Stack): string[] {
  return postgres === undefined || postgres.folder.startsWith(dataDir)
    ? [dataDir]
    : [dataDir, postgres.folder]
}

/** Prints why the start failed, plainly when we know; returns the exit code. */
export function failurePrinted(error: unknown): number {
  const plain = error instanceof StartFailure || error instanceof ConfigError
  const text =
    plain || !(error instanceof Error)
      ? String(plain ? error.message : error)
      : (error.stack ?? error.message)
  process.stderr.write(`${text}\n`)
  return 1
}
