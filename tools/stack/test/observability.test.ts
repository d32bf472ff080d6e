import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { freePorts } from '@kindred/testkit'

import { createTestStack, type TestStack } from './test-stack.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(checkout, 'docker/observability')
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')
const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1]!)),
]
const run = promisify(execFile)
const testFiles = ['seconds', 'alerts', 'budget'].map((name) => `tests/${name}.yml`)
const hasPrometheus = spawnSync('promtool', ['--version']).status === 0 || process.env['CI'] !== undefined

const rules = ['recording', 'alerts'].map((name) => read(`docker/observability/rules/${name}.yml`)).join('\n')
interface Dashboard {
  readonly uid: string
  readonly title: string
  readonly links: readonly { readonly url?: string }[]
  readonly panels: readonly {
    readonly title: string
    readonly targets: readonly { readonly expr: string }[]
  }[]
}
const dashboards = readdirSync(join(folder, 'grafana/dashboards')).map(
  (name) => JSON.parse(read(`docker/observability/grafana/dashboards/${name}`)) as Dashboard,
)
const questions = dashboards.flatMap(({ panels }) =>
  panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
)
/** Counters that are not there before there is something to count, and where that is. */
const whenFirstCounted = {
  kindred_sign_ins_total: 'apps/auth/src/writing/sign-in.ts',
  kindred_reports_total: 'apps/safety/src/rpc/report-person.ts',
  kindred_notification_deliveries_total: 'apps/notification/src/rpc/finish-delivery.ts',
}
/** Metrics of what this Kindred does without, and where they are. */
const whereThereIsOne = { kindred_certificate_days_left: 'libs/service/src/platform.ts' }
const alerts = found(rules, /- alert: (\w+)/g)
const kebab = (name: string): string => name.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()

describe('alerts', () => {
  it('each has a page of its own that the index names, and no page is left over', () => {
    const pages = readdirSync(join(checkout, 'docs/runbooks')).filter((name) => name !== 'README.md')
    expect(pages.sort()).toEqual(alerts.map((name) => `${kebab(name)}.md`).sort())
    expect(found(rules, /runbook: docs\/runbooks\/([\w-]+\.md)/g).sort()).toEqual(pages)
    for (const name of alerts) {
      expect(read('docs/runbooks/README.md')).toContain(`[${name}](${kebab(name)}.md)`)
      expect(found(read(`docs/runbooks/${kebab(name)}.md`), /^#+ (.*)$/gm).slice(1)).toEqual([
        'What it means',
        'Look here',
        'Do this',
      ])
    }
  })

  it('pages link only to what is there', () => {
    for (const page of readdirSync(join(checkout, 'docs/runbooks'))) {
      const links = found(read(`docs/runbooks/${page}`), /\]\(([^)#:]+)[^)]*\)/g)
      expect(links.filter((link) => !existsSync(join(checkout, 'docs/runbooks', link)))).toEqual([])
    }
  })

  it('each is tried where it must be heard and where it must be silent', () => {
    const tests = testFiles.map((name) => read(`docker/observability/${name}`)).join('\n')
    const cases = [...tests.matchAll(/alertname: (\w+)\n\s+exp_alerts:( \[\])?/g)]
    const tried = (silent: boolean): string[] => [
      ...new Set(cases.filter((one) => (one[2] !== undefined) === silent).map((one) => one[1]!)),
    ]
    expect(tried(false).sort()).toEqual([...alerts].sort())
    expect(tried(true).sort()).toEqual([...alerts].sort())
  })
})

interface Source {
  readonly uid: string
  readonly type: string
  readonly url: string
}

describe('dashboards', () => {
  const { datasources } = parse(
    read('docker/observability/grafana/provisioning/datasources/kindred.yml'),
  ) as { readonly datasources: readonly Source[] }
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
    readonly services: Readonly<
      Record<
        string,
        { profiles?: string[]; image: string; networks: string[]; volumes?: string[]; command?: string[] }
      >
    >
  }
  const observers = Object.entries(services).filter(([, { profiles }]) => profiles?.includes('observability'))

  it('are six with names of their own, and ask only sources that Grafana is given', () => {
    expect(dashboards.map(({ uid }) => uid).sort()).toEqual(
      ['chat', 'community', 'events', 'gateway', 'overview', 'services'].map((name) => `kindred-${name}`),
    )
    const given = datasources.map(({ uid }) => uid)
    const asked = dashboards.flatMap((one) => [
      ...found(JSON.stringify(one), /"uid":"(?!kindred-)(\w+)"/g),
      ...one.links.flatMap(({ url = '' }) => found(decodeURIComponent(url), /left={"datasource":"(\w+)"/g)),
    ])
    expect([...new Set(asked)].filter((uid) => !given.includes(uid))).toEqual([])
    expect(new Set(asked)).toEqual(new Set(['prometheus', 'loki', 'jaeger']))
    const sources = read('docker/observability/grafana/provisioning/datasources/kindred.yml')
    expect(found(sources, /datasourceUid: (\w+)/g).filter((uid) => !given.includes(uid))).toEqual([])
  })

  it('stand in a Grafana of the compose file that reaches its sources, each of one version, with the files that they name', () => {
    expect(observers.map(([name]) => name).sort()).toEqual(
      ['alertmanager', 'alloy', 'grafana', 'jaeger', 'loki', 'prometheus'].sort(),
    )
    for (const { url } of datasources)
      expect(services[new URL(url).hostname]?.networks).toContain('observers')
    for (const [name, { image, networks, volumes = [] }] of observers) {
      expect([name, image]).toEqual([name, expect.stringMatching(/^docker\.io\/[\w/]+:v?\d+\.\d+\.\d+$/)])
      expect(networks).toContain('observers')
      const files = volumes.map((one) => one.split(':')[0]!).filter((path) => path.startsWith('./'))
      expect(files.filter((path) => !existsSync(join(checkout, path)))).toEqual([])
    }
  })

  it('have lines by what Kindred writes: Alloy gives Loki the ids of requests and traces', () => {
    const alloy = read('docker/observability/config.alloy')
    expect(alloy).toContain('http://loki:3100/loki/api/v1/push')
    const [expressions = '', metadata = ''] = [
      /expressions = \{(.*)\}/.exec(alloy)?.[1],
      /stage\.structured_metadata \{\s+values = \{(.*)\}/.exec(alloy)?.[1],
    ]
    for (const id of ['request_id', 'trace_id', 'span_id']) {
      expect(expressions).toContain(id)
      expect(metadata).toContain(id)
    }
  })
})

describe.skipIf(!hasPrometheus)(
  `Prometheus${hasPrometheus ? '' : ' (skipped: promtool is not installed)'}`,
  () => {
    it('takes the configuration and the rules', async () => {
      const { stdout } = await run('promtool', ['check', 'config', 'prometheus.yml'], { cwd: folder })
      expect(stdout).toContain(`SUCCESS: ${alerts.length} rules found`)
    })

    it('understands each question of the dashboards', async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'kindred-questions-')), 'rules.yml')
      const asked = questions.map((expr) => ({ record: 'asked', expr }))
      // JSON is YAML.
      writeFileSync(
        file,
        JSON.stringify({ groups: asked.map((rule, n) => ({ name: `${n}`, rules: [rule] })) }),
      )
      const { stdout } = await run('promtool', ['check', 'rules', '--lint=none', file])
      expect(stdout).toContain(`SUCCESS: ${questions.length} rules found`)
    })

    it('raises each alert when it must, and only then', async () => {
      const { stdout } = await run('promtool', ['test', 'rules', ...testFiles], { cwd: folder })
      expect(stdout).not.toContain('FAILED')
    }, 600_000)
  },
)

describe('what rules, pages and dashboards ask of', () => {
  let stack: TestStack
  let shown: string
  beforeAll(async () => {
    // Whether these are there is told by metrics of their own.
    const [nothing] = await freePorts(1)
    const environment = {
      REDIS_URL: `redis://127.0.0.1:${nothing}`,
      RABBITMQ_URL: `amqp://guest:guest@127.0.0.1:${nothing}`,
      MEDIA_S3_URL: `http://key:secret@127.0.0.1:${nothing}/photos`,
    }
    stack = await createTestStack({ environment })
    await fetch(`${stack.url}/v1/profiles/me`)
    const ports = Object.values(stack.plan.ports.ops)
    const texts = await Promise.all(
      ports.map(async (port) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()),
    )
    shown = texts.join('\n')
  })
  afterAll(() => stack?.stop())

  it('is shown at the ops ports, and so are its labels', () => {
    const own = found(rules, /record: ([\w:]+)/g)
    const pages = readdirSync(join(checkout, 'docs/runbooks')).map((page) => read(`docs/runbooks/${page}`))
    const asked = found([rules, ...pages, ...questions].join('\n'), /\b((?:kindred|nodejs|process)_\w+)/g)
    const kinds = new Set(found(shown, /^# TYPE (\w+)/gm))
    const isShown = (name: string): boolean =>
      kinds.has(name) || kinds.has(name.replace(/_(bucket|count|sum)$/, ''))
    const elsewhere = { ...whenFirstCounted, ...whereThereIsOne }
    expect(asked.filter((name) => !isShown(name)).sort()).toEqual(Object.keys(elsewhere).sort())
    for (const [name, file] of Object.entries(elsewhere))
      expect(read(file)).toContain(`'${name.replace('kindred_', '')}'`)
    const recorded = found([rules, ...questions].join('\n'), /\b(kindred:[\w:]+)/g)
    expect(recorded.filter((name) => !own.includes(name))).toEqual([])
    for (const app of ['auth', 'chat'])
      expect(shown).toMatch(new RegExp(`^kindred_database_bytes\\{service="${app}"\\} [1-9]`, 'm'))
    expect(shown).toMatch(
      /kindred_http_seconds_count\{[^}]*route="\/v1\/profiles\/me"[^}]*status="401"[^}]*service="gateway"|kindred_http_seconds_count\{[^}]*service="gateway"[^}]*route="\/v1\/profiles\/me"[^}]*status="401"/,
    )
  })

  it('is read where each app shows it', () => {
    const targets = [
      ...read('docker/observability/prometheus.yml').matchAll(/names: \[(\w+)\], port: (\d+)/g),
    ]
    const health = read('docker/helm/templates/_apps.tpl')
    const chart = [...health.matchAll(/^(\w+): .*ops: (\d+)/gm)]
    const pairs = (all: RegExpMatchArray[]): string[] => all.map(([, app, port]) => `${app}:${port}`).sort()
    expect(pairs(targets)).toEqual(pairs(chart))
  })
})
