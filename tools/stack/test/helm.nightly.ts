import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { serviceNames, servicePorts } from '@kindred/runtime'
import { createTestCertificates, type TestCertificates } from '@kindred/testkit/certificates'

import { readAppSettings } from './app-settings.js'
import {
  chart,
  checkout,
  componentOf,
  lint,
  type Manifest,
  podsOf,
  renderChart,
  template,
  whyNoHelm,
} from './helm-chart.js'

const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')
const sets = ['minimal', 'everything', 'least', 'other-ingress'] as const
type SetName = (typeof sets)[number]
const apps = [...serviceNames, 'gateway', 'bot', 'web'].sort()
/** `settings` of everything.yaml, which the bot need not know. */
const givenToAll = new Set(['RPC_DEADLINE_SCALE'])
const why = whyNoHelm()

describe.skipIf(why !== undefined)(`the chart${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let rendered: Record<SetName, { manifests: readonly Manifest[]; faults: readonly string[] }>
  let certificates: TestCertificates
  beforeAll(async () => {
    certificates = createTestCertificates()
    rendered = await renderChart(sets, ['1.30', '1.34', '1.37'])
  })
  afterAll(() => certificates?.remove())
  const ofKind = (kind: string, set: SetName): Manifest[] =>
    rendered[set].manifests.filter((manifest) => manifest.kind === kind)

  it.each(sets)('Kubernetes 1.30, 1.34 and 1.37 take every manifest made of %s.yaml', (set) => {
    expect(rendered[set].faults).toEqual([])
  })

  it('helm lint finds nothing, with no values and with each set of them', async () => {
    const files = sets.map((set) => ['-f', join(chart, 'ci', `${set}.yaml`)])
    for (const args of [[], ...files])
      expect(await lint(args)).toContain('1 chart(s) linted, 0 chart(s) failed')
  })

  it.each(sets)('every app is there once with %s.yaml', (set) => {
    expect(ofKind('Deployment', set).map(componentOf).sort()).toEqual(apps)
    const accounts = set === 'least' ? [] : apps
    expect(ofKind('ServiceAccount', set).map(componentOf).sort()).toEqual(accounts)
  })

  it.each(sets)('every app and every migration starts with the settings that %s.yaml gives it', (set) => {
    const pods = podsOf(rendered[set].manifests).filter(([component]) => component !== 'web')
    for (const [component, { containers }] of pods) {
      const app = component.replace('-migration', '')
      const { unknown, ports } = readAppSettings(app, containers[0]!.env ?? [], {
        TLS_FOLDER: certificates.folderOf(app),
      })
      expect({ component, unknown: unknown.filter((name) => !givenToAll.has(name)) }).toEqual({
        component,
        unknown: [],
      })
      if (app !== component) continue
      const open = containers[0]!.ports!.map(({ name, containerPort }) => [name, containerPort])
      expect({ app, open }).toEqual({ app, open: ports })
    }
  })

  it.each(sets)('a service answers at the address and port that %s.yaml tells the others', (set) => {
    const ports = ofKind('Service', set).map((service) => [componentOf(service), service.spec.ports[0]!.port])
    expect(Object.fromEntries(ports)).toMatchObject({ ...servicePorts, gateway: 8080, web: 8080 })
    const told = new Set(
      podsOf(rendered[set].manifests)
        .flatMap(([, { containers }]) => containers[0]!.env ?? [])
        .flatMap(({ name, value }) => (name.endsWith('_ADDRESS') ? [value!] : [])),
    )
    const addresses = ofKind('Service', set)
      .filter(({ spec }) => spec.clusterIP === 'None')
      .map(({ metadata, spec }) => `dns:///${metadata.name}:${spec.ports[0]!.port}`)
    expect([...told].sort()).toEqual(addresses.sort())
  })

  it('what is said of one app wins over what is said of all', () => {
    const scaled = ofKind('HorizontalPodAutoscaler', 'everything').map(componentOf)
    expect(scaled.sort()).toEqual(apps.filter((app) => app !== 'web'))
    const alone = ofKind('Deployment', 'minimal').filter(({ spec }) => spec.replicas === 1)
    expect(alone.map((one) => [componentOf(one), one.spec.strategy.type])).toEqual([
      ['bot', 'Recreate'],
      ['media', 'Recreate'],
    ])
    const guarded = ofKind('PodDisruptionBudget', 'minimal').map(componentOf)
    expect(guarded.sort()).toEqual(apps.filter((app) => app !== 'bot' && app !== 'media'))
  })

  it('probes ask what each app answers', () => {
    for (const [app, { containers }] of podsOf(rendered.everything.manifests)) {
      if (app.endsWith('-migration')) continue
      const { startupProbe, livenessProbe, readinessProbe } = containers[0]!
      const [alive, ready] = app === 'web' ? ['/app/', '/app/'] : ['/livez', '/readyz']
      const port = app === 'web' ? 'http' : 'ops'
      expect([startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet)).toEqual([
        { path: alive, port },
        { path: alive, port },
        { path: ready, port },
      ])
    }
  })

  it('databases are migrated before an upgrade, in the order that the documents give', () => {
    const [, listed = ''] = /Take the apps in this order[^:]*: ([a-z, ]+), the gateways/.exec(
      read('docs/running.md'),
    )!
    const jobs = ofKind('Job', 'minimal').sort((a, b) => weightOf(a) - weightOf(b))
    expect(jobs.map(componentOf)).toEqual(listed.split(', ').map((name) => `${name}-migration`))
    expect(jobs.map(({ spec }) => spec.template.spec.containers[0]!.args)).toEqual(
      jobs.map(() => ['migrate']),
    )
    expect(ofKind('Job', 'least')).toEqual([])
  })

  it.each(sets)(
    'nothing runs as root, writes to its image or holds a token of the cluster with %s.yaml',
    (set) => {
      const pods = rendered[set].manifests
        .filter(({ kind }) => kind === 'Pod')
        .map(({ spec }) => spec as never)
      for (const pod of [...podsOf(rendered[set].manifests).map(([, spec]) => spec), ...pods]) {
        expect(pod).toMatchObject({
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65532,
            seccompProfile: { type: 'RuntimeDefault' },
          },
        })
        for (const { securityContext } of pod.containers)
          expect(securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          })
      }
    },
  )

  it('every app that speaks to services is given a certificate in its own name, or told that plaintext is fine', () => {
    const speaking = [...serviceNames, 'gateway'].sort()
    const told = (set: SetName, name: string) =>
      podsOf(rendered[set].manifests)
        .filter(
          ([component, { containers }]) =>
            apps.includes(component) && containers[0]!.env?.some((one) => one.name === name),
        )
        .map(([component]) => component)
        .sort()
    expect(told('everything', 'TLS_FOLDER')).toEqual(speaking)
    expect(told('minimal', 'RPC_PLAINTEXT')).toEqual(speaking)
    const certificates = ofKind('Certificate', 'everything').map(({ spec }) => [
      spec.secretName,
      spec.dnsNames,
    ])
    expect(certificates).toEqual(speaking.map((app) => [`kindred-${app}-tls`, [app]]))
    const mounted = podsOf(rendered.everything.manifests).flatMap(([, { volumes }]) =>
      volumes.flatMap(({ name, secret }) => (name === 'certificates' ? [secret!.secretName] : [])),
    )
    expect(mounted.sort()).toEqual(speaking.map((app) => `kindred-${app}-tls`))
  })

  it('only gateway and web are open to everybody, and ops ports to Prometheus', () => {
    const open = (set: SetName, port: string) =>
      ofKind('NetworkPolicy', set).flatMap(({ spec }) =>
        (spec.ingress ?? [])
          .filter(({ ports }) => ports.some((one) => one.port === port))
          .map(({ from }) => ({
            to: spec.podSelector.matchExpressions?.[0]?.values,
            from: from?.length ?? 'all',
          })),
      )
    expect(open('minimal', 'http')).toEqual([{ to: ['gateway', 'web'], from: 'all' }])
    expect(open('everything', 'http')).toEqual([{ to: ['gateway', 'web', 'bot'], from: 2 }])
    expect(open('minimal', 'grpc')).toEqual([{ to: [...serviceNames].sort(), from: 1 }])
    expect(open('minimal', 'ops')).toEqual([{ to: undefined, from: 1 }])
    expect(open('other-ingress', 'ops')).toEqual([])
    expect(ofKind('NetworkPolicy', 'least')).toEqual([])
  })

  it('the Ingress lets through what nginx lets through, and sends it where nginx does', () => {
    const nginx = read('docker/nginx.conf')
    const sizes = [...nginx.matchAll(/client_max_body_size (\w+);/g)].map(([, size]) => size)
    const asked = ofKind('Ingress', 'everything').map(({ metadata, spec }) => ({
      size: metadata.annotations!['nginx.ingress.kubernetes.io/proxy-body-size'],
      hosts: spec.rules.map(({ host }) => host),
      to: spec.rules[0]!.http.paths.map(({ path, backend }) => `${path} ${backend.service.name}`),
    }))
    const hosts = ['kindred.example']
    const main = [
      '/ kindred-web',
      '/app kindred-web',
      '/app/config.json kindred-gateway',
      '/console kindred-web',
      '/guide kindred-web',
    ]
    expect(asked).toEqual([
      { size: sizes[0], hosts, to: [...main, '/ kindred-gateway', '/telegram kindred-bot'] },
      { size: sizes[0], hosts, to: ['/v1/media kindred-gateway'] },
      { size: sizes[1], hosts, to: ['/v1/safety/verifications kindred-gateway'] },
    ])
    expect(ofKind('Ingress', 'other-ingress').map(({ metadata }) => metadata.annotations)).toEqual([
      undefined,
    ])
  })

  it.skipIf(!existsSync('/usr/sbin/nginx'))(
    'nginx takes the configuration that the chart makes of the shipped one',
    () => {
      const [shown] = ofKind('ConfigMap', 'minimal')
      const conf = shown!.data!['nginx.conf']!
      expect(conf.match(/listen .*/g)).toEqual(['listen 8080 default_server;'])
      expect(conf).toContain('server kindred-gateway:8080;')
      expect(conf).not.toContain('ssl_')
      const file = join(mkdtempSync(join(tmpdir(), 'kindred-nginx-')), 'nginx.conf')
      writeFileSync(
        file,
        conf.replace('kindred-gateway:8080', '127.0.0.1:8080').replace(/\/dev\/std\w+/g, `${file}.log`),
      )
      execFileSync('/usr/sbin/nginx', ['-t', '-q', '-c', file, '-g', `pid ${file}.pid;`], { stdio: 'pipe' })
    },
  )

  it('the secrets that the chart asks for are those of its example', () => {
    const asked = sets.flatMap((set) =>
      podsOf(rendered[set].manifests).flatMap(([, { containers }]) =>
        (containers[0]!.env ?? []).flatMap(({ name, valueFrom }) => (valueFrom === undefined ? [] : [name])),
      ),
    )
    const shown = read('docker/helm/secrets.env.example').matchAll(/^#? ?([A-Z0-9_]+)=/gm)
    expect([...shown].map(([, name]) => name!).sort()).toEqual([...new Set(asked)].sort())
  })

  it.each([
    ['publicUrl=http://kindred.example', /publicUrl.*does not match pattern/],
    ['publicUrl=', /publicUrl is not set: give the https address that people use/],
    ['image.registry=', /image.registry is not set: say where your images are/],
    ['apps.profile.replicas=many', /apps\/profile\/replicas.*got string, want integer/],
    ['apps.profile.replcas=2', /apps\/profile.*additional properties 'replcas' not allowed/],
    ['apps.profil.replicas=2', /additional properties 'profil' not allowed/],
    ['bot.mode=push', /bot\/mode.*must be one of 'polling', 'webhook'/],
    ['apps.bot.replicas=2', /set bot.mode to webhook, or replicas to 1/],
    ['apps.media.replicas=2', /set photos.bucket, or photos.volume.accessMode to ReadWriteMany/],
    ['settings.SERVICE_SECRET=plain', /settings.SERVICE_SECRET is a secret: put it into the Secret kindred/],
    ['apps.auth.settings.AUTH_DATABASE_URL=plain', /settings.AUTH_DATABASE_URL is a secret/],
    ['rabbitmq.drain=true', /rabbitmq.drain needs rabbitmq.enabled/],
    ['apps.chat.autoscaling.enabled=true,apps.chat.autoscaling.min=9', /autoscaling.min is above/],
  ])('refuses %s in a sentence', async (value, sentence) => {
    await expect(template(['-f', join(chart, 'ci/minimal.yaml'), '--set', value])).rejects.toThrow(sentence)
  })
})

const weightOf = ({ metadata }: Manifest): number => Number(metadata.annotations!['helm.sh/hook-weight'])
