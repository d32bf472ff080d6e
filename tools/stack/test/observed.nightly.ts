import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { type BotService, createBotService, readConfig } from '@kindred/bot'
import { createLog, type Runnable } from '@kindred/runtime'
import { createTelegramSim, type TelegramSim } from '@kindred/telegram-sim'
import { freePorts } from '@kindred/testkit'
import { hasJaeger, type Jaeger, startJaeger } from '@kindred/testkit/jaeger'
import { missingObservers } from '@kindred/testkit/observers'

import { createApp } from '../src/apps.js'
import { botSecretOf } from '../src/environment.js'
import { match, sees } from './couples.js'
import { type ObservedSystem, startObservedSystem } from './observed-system.js'
import { listen, phonePhoto, settle, settleAs } from './people.js'
import { createTestStack, freeStackPorts, type TestStack } from './test-stack.js'

const folder = fileURLToPath(new URL('../../../docker/observability', import.meta.url))
const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8')
const missing = [...missingObservers, ...(hasJaeger ? [] : ['jaeger'])]

interface Dashboard {
  readonly title: string
  readonly panels: readonly {
    readonly title: string
    readonly targets: readonly { readonly expr: string }[]
  }[]
}
const panels = readdirSync(`${folder}/grafana/dashboards`).flatMap((name) => {
  const { title, panels } = JSON.parse(read(`grafana/dashboards/${name}`)) as Dashboard
  return panels.flatMap((panel) =>
    panel.targets.map(({ expr }) => ({ panel: `${title}: ${panel.title}`, expr })),
  )
})
/** Metrics that are there only with what this Kindred does without; observability.test.ts sees them at the ops ports. */
const elsewhere = [/kindred_broker_connected/]

const place = { latitude: 56.9537193, longitude: 24.1386427 }
const patience = { timeout: 120_000, interval: 250 }

let jaeger: Jaeger
let stack: TestStack
let sim: TelegramSim
let bot: BotService
let observed: ObservedSystem
let second: Runnable
let makeSecond: () => Runnable
/** Where Prometheus reads it. */
let dying: string
let shipping: NodeJS.Timeout
const lines: string[] = []

/** One of each that dashboards count. */
async function live(): Promise<void> {
  const inTelegram = sim.user({ firstName: 'Alice', languageCode: 'en' })
  inTelegram.send('/start')
  await inTelegram.waitFor('Hi! Kindred helps you', 180_000)
  const [alice, bob, carl] = await Promise.all([
    settleAs(stack, inTelegram.id, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place }),
    settle(stack, { name: 'Bob', gender: 'MAN', wants: 'WOMAN', ...place }),
    settle(stack, { name: 'Carl', gender: 'MAN', wants: 'WOMAN', ...place }),
  ])
  await alice.client.notification.updateSettings({ quiet_on: false })
  await Promise.all([sees(alice, bob), sees(bob, alice), sees(alice, carl)])
  await alice.client.discovery.pass({ target_user_id: carl.userId })
  const conversationId = await match(alice, bob)
  await inTelegram.waitFor('It’s a match', 60_000)
  const [ear, other] = [listen(bob), listen(alice)]
  await vi.waitFor(() => expect([ear.live.state, other.live.state]).toEqual(['ready', 'ready']), patience)
  await ear.live.sendMessage({ conversation_id: conversationId, text: 'Do bees sleep?' })
  await other.live.sendMessage({ conversation_id: conversationId, text: 'They do.' })
  other.live.close()
  await bob.client.uploadPhoto(await phonePhoto())
  const report = {
    target_user_id: alice.userId,
    reason: 'SPAM_OR_SCAM',
    context: { kind: 'PROFILE' },
  } as const
  await bob.client.safety.reportPerson(report)
}

beforeAll(async () => {
  if (missing.length > 0) return
  jaeger = await startJaeger()
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.endpoint,
    OTEL_TRACES_SAMPLER_ARG: '1',
    // Eight programs more than in other tests are at work.
    RPC_DEADLINE_SCALE: '20',
  }
  stack = await createTestStack({ environment, print: (line) => void lines.push(line) })
  sim = await createTelegramSim({ botToken: stack.botToken })
  const [botOps] = (await freePorts(1)) as [number]
  const settings = {
    BOT_TOKEN: stack.botToken,
    BOT_API_SECRET: botSecretOf(stack.plan),
    BOT_OPS_PORT: `${botOps}`,
  }
  const places = { TELEGRAM_API_ROOT: sim.apiRoot, GATEWAY_URL: stack.url }
  const log = createLog({
    name: 'bot',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  })
  bot = createBotService(readConfig({ ...settings, ...environment, ...places }), { log })
  await bot.start()
  // A second instance of media, which dies.
  const ports = await freeStackPorts()
  const plan = { ...stack.plan, ports }
  makeSecond = () => createApp('media', { plan, logOf: (name) => createLog({ name, level: 'silent' }) })
  second = makeSecond()
  await second.start()
  const targets: Record<string, string[]> = { bot: [`127.0.0.1:${botOps}`] }
  for (const [app, url] of Object.entries(stack.ops)) targets[app] = [new URL(url).host]
  dying = `127.0.0.1:${ports.ops.media}`
  targets['media']?.push(dying)
  observed = await startObservedSystem({ read, targets })
  // What Alloy does with the lines of containers.
  shipping = setInterval(() => {
    const batch = lines.splice(0)
    if (batch.length > 0) observed.ship(batch).catch(() => lines.unshift(...batch))
  }, 250)
  await live()
}, 600_000)

afterAll(async () => {
  clearInterval(shipping)
  await observed?.stop()
  await second?.stop()
  await bot?.stop()
  await sim?.stop()
  await stack?.stop()
  await jaeger?.stop()
})

describe.skipIf(missing.length > 0)(
  `Kindred as operators see it${missing.length > 0 ? ` (skipped: no ${missing.join(', ')} here)` : ''}`,
  () => {
    it('Prometheus reads every app by the repository’s configuration', async () => {
      await vi.waitFor(async () => {
        const up = await observed.ask('up{job="kindred"} == 1')
        expect(up).toHaveLength(Object.keys(stack.ops).length + 2)
      }, patience)
    })

    it('every panel of every dashboard has data', async () => {
      const asked = panels.filter(({ expr }) => !elsewhere.some((metric) => metric.test(expr)))
      expect(asked.length).toBeGreaterThan(30)
      await vi.waitFor(async () => {
        const answers = await Promise.all(
          asked.map(async ({ panel, expr }) => ((await observed.ask(expr)).length > 0 ? [] : [panel])),
        )
        expect(answers.flat()).toEqual([])
      }, patience)
    })

    it('an app that dies is told of, and its return as well', async () => {
      // On a busy machine others may be told of for a moment, too.
      const toldOf = (status: string) =>
        observed.told.filter(
          ({ labels, ...told }) =>
            labels['alertname'] === 'AppAway' && labels['instance'] === dying && told.status === status,
        )
      expect(toldOf('firing')).toEqual([])
      await second.stop()
      await vi.waitFor(() => expect(toldOf('firing')).not.toEqual([]), patience)
      const [alert] = toldOf('firing')
      expect(alert?.labels['severity']).toBe('page')
      expect(alert?.annotations).toEqual({
        summary: `${alert?.labels['instance']} does not answer Prometheus`,
        runbook: 'docs/runbooks/app-away.md',
      })
      expect(toldOf('resolved')).toEqual([])
      second = makeSecond()
      await second.start()
      await vi.waitFor(() => expect(toldOf('resolved')).not.toEqual([]), patience)
    })

    it('one request is followed from a metric to its trace, and to the lines of gateway and service', async () => {
      const route = '/v1/profiles/:user_id'
      const dora = await settle(stack, { name: 'Dora', gender: 'WOMAN', wants: 'MAN', ...place })
      const headers = { authorization: `Bearer ${dora.token()}` }
      const unknown = `${stack.url}/v1/profiles/018f6f3e-0000-7000-8000-000000000000`
      const refused = await fetch(unknown, { headers })
      expect(refused.status).toBe(404)
      const requestId = refused.headers.get('x-request-id')
      const series = `kindred_http_seconds_bucket{service="gateway", route="${route}", status="404"}`
      await vi.waitFor(async () => expect(await observed.exemplarsOf(series)).toHaveLength(1), patience)
      const [traceId = ''] = await observed.exemplarsOf(series)
      await vi.waitFor(async () => {
        const spans = await jaeger.spansOf(traceId)
        const names = spans.map(({ service, name }) => `${service}: ${name}`)
        expect(names).toContain(`gateway: GET ${route}`)
        expect(names).toContain('profile: kindred.profile.v1.ProfileService/GetProfile')
      }, patience)
      await vi.waitFor(async () => {
        const found = await observed.findLines(`trace_id:="${traceId}"`)
        expect(found.map(({ app, msg, request_id }) => ({ app, msg, request_id })).sort(byApp)).toEqual([
          { app: 'gateway', msg: 'answered', request_id: requestId },
          { app: 'profile', msg: 'call refused', request_id: requestId },
        ])
      }, patience)
    })
  },
)

const byApp = (one: { app?: string | undefined }, other: { app?: string | undefined }): number =>
  (one.app ?? '').localeCompare(other.app ?? '')
