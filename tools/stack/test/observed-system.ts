import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { parse } from 'yaml'

import { type Observer, startAlertmanager, startLogStore, startPrometheus } from '@kindred/testkit/observers'

/** An alert as Alertmanager tells a webhook. */
interface ToldAlert {
  readonly status: 'firing' | 'resolved'
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

interface Series {
  readonly metric: Readonly<Record<string, string>>
  readonly value: readonly [number, string]
}

/** What operators run around Kindred, by the repository's own files. */
export interface ObservedSystem {
  /** What the webhook was told, in order. */
  readonly told: readonly ToldAlert[]
  /** The answer of Prometheus now. */
  ask(query: string): Promise<readonly Series[]>
  /** Trace ids that Prometheus has beside the series of a query. */
  exemplarsOf(query: string): Promise<readonly string[]>
  /** Gives a line of an app to the store of logs, by Loki's protocol. */
  ship(lines: readonly string[]): Promise<void>
  /** Lines by a query of LogsQL, with the fields that were read from their JSON. */
  findLines(query: string): Promise<readonly Readonly<Record<string, string>>[]>
  stop(): Promise<void>
}

interface Rule {
  readonly alert?: string
  readonly for?: string
}

/** Alerts wait for a sixtieth of their time here: seconds instead of minutes. */
const timesFaster = 60

/** `10m` and `1h`, as the rules write them, in seconds. */
function secondsOf(duration: string): number {
  const [, amount, unit] = /^(\d+)([smh])$/.exec(duration) ?? []
  return Number(amount) * { s: 1, m: 60, h: 3_600 }[unit as 's' | 'm' | 'h']
}

const sooner = (rule: Rule): Rule =>
  rule.for === undefined ? rule : { ...rule, for: `${Math.ceil(secondsOf(rule.for) / timesFaster)}s` }

interface PrometheusFile {
  readonly global: object
  readonly scrape_configs: readonly {
    readonly job_name: string
    readonly dns_sd_configs: readonly { readonly names: readonly string[] }[]
  }[]
}

interface Files {
  /** The text of a file of docker/observability. */
  read(name: string): string
  /** Where each app of prometheus.yml is read here, `host:port`, several for several instances. */
  readonly targets: Readonly<Record<string, readonly string[]>>
}

/** prometheus.yml with addresses of this machine, read every other second. */
function prometheusFile({ read, targets }: Files, alertmanager: string): object {
  const file = parse(read('prometheus.yml')) as PrometheusFile
  return {
    ...file,
    global: { ...file.global, scrape_interval: '2s', evaluation_interval: '2s' },
    rule_files: ['recording.yml', 'alerts.yml'],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: file.scrape_configs.map(({ dns_sd_configs: names, ...job }) => ({
      ...job,
      static_configs: [{ targets: names.flatMap(({ names: [app = ''] }) => targets[app] ?? []) }],
    })),
  }
}

/** alertmanager.yml with the webhook of this test, told at once. */
function alertmanagerFile({ read }: Files, webhook: string): object {
  const file = parse(read('alertmanager.yml')) as { readonly route: object; readonly receivers: object[] }
  const [receiver] = file.receivers as { webhook_configs: object[] }[]
  return {
    ...file,
    route: { ...file.route, group_wait: '1s', group_interval: '2s' },
    receivers: [{ ...receiver, webhook_configs: [{ ...receiver!.webhook_configs[0], url: webhook }] }],
  }
}

function rulesFile({ read }: Files): object {
  const file = parse(read('rules/alerts.yml')) as { readonly groups: readonly { readonly rules: Rule[] }[] }
  return { groups: file.groups.map((group) => ({ ...group, rules: group.rules.map(sooner) })) }
}

async function startWebhook(told: ToldAlert[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      told.push(...(JSON.parse(Buffer.concat(chunks).toString()) as { alerts: ToldAlert[] }).alerts)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts` }
}

/** Starts Alertmanager, Prometheus and a store of logs; what started is stopped again when one does not. */
export async function startObservedSystem(files: Files): Promise<ObservedSystem> {
  const told: ToldAlert[] = []
  const webhook = await startWebhook(told)
  const started: Observer[] = []
  const keep = async (starting: Promise<Observer>): Promise<string> => {
    const observer = await starting
    started.push(observer)
    return `http://${observer.address}`
  }
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((observer) => observer.stop()))
    webhook.server.closeAllConnections()
    webhook.server.close()
  }
  try {
    const alertmanager = await keep(
      startAlertmanager({ 'alertmanager.yml': alertmanagerFile(files, webhook.url) }),
    )
    const prometheus = await keep(
      startPrometheus({
        'prometheus.yml': prometheusFile(files, new URL(alertmanager).host),
        'recording.yml': parse(files.read('rules/recording.yml')) as object,
        'alerts.yml': rulesFile(files),
      }),
    )
    const logs = await keep(startLogStore())
    return { told, stop, ...questions(prometheus), ...lineStore(logs) }
  } catch (error) {
    await stop()
    throw error
  }
}

function questions(prometheus: string): Pick<ObservedSystem, 'ask' | 'exemplarsOf'> {
  async function get<Data>(path: string, parameters: Record<string, string>): Promise<Data> {
    const response = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`)
    if (!response.ok) throw new Error(`${parameters['query']}: ${await response.text()}`)
    return ((await response.json()) as { data: Data }).data
  }
  return {
    ask: async (query) => (await get<{ result: readonly Series[] }>('query', { query })).result,
    async exemplarsOf(query) {
      const now = Date.now() / 1_000
      const span = { start: String(now - 3_600), end: String(now + 60) }
      type Found = readonly { readonly exemplars: readonly { labels: { trace_id?: string } }[] }[]
      const found = await get<Found>('query_exemplars', { query, ...span })
      return found.flatMap(({ exemplars }) => exemplars.flatMap(({ labels }) => labels.trace_id ?? []))
    },
  }
}

function lineStore(logs: string): Pick<ObservedSystem, 'ship' | 'findLines'> {
  return {
    async ship(lines) {
      const streams = lines.map((line) => {
        const { name, time } = JSON.parse(line) as { readonly name: string; readonly time: string }
        return { stream: { app: name }, values: [[`${Date.parse(time)}000000`, line]] }
      })
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ streams })
      const response = await fetch(`${logs}/insert/loki/api/v1/push`, { method: 'POST', headers, body })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    },
    async findLines(query) {
      const asked = new URLSearchParams({ query, limit: '1000' })
      const response = await fetch(`${logs}/select/logsql/query?${asked.toString()}`)
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, string>)
    },
  }
}
