import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'
import { parse } from 'yaml'

import { servicePorts } from '@kindred/runtime'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')
const compose = read('docker-compose.yml')
const example = read('.env.example')
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1]!)),
]

interface Container {
  readonly image: string
  readonly profiles?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly networks: readonly string[]
  readonly volumes?: readonly string[]
  readonly restart: string
  readonly build?: object
  readonly healthcheck?: object
  readonly ports?: readonly string[]
}
const parsed = parse(compose, { merge: true }) as {
  readonly services: Readonly<Record<string, Container>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const containers = Object.entries(parsed.services)
const pages = ['docs/running.md', 'docs/containers.md', 'apps/bot/README.md'].map(read).join()
/** What a service's documents call `<SERVICE>_DATABASE_URL`. */
const asWritten = (name: string): string => name.replace(/^[A-Z]+(?=_DATABASE_URL$)/, '<SERVICE>')
const isExplained = (name: string): boolean => pages.includes(`\`${asWritten(name)}\``)

const asked = all(compose.replaceAll('$${', ''), /\$\{([A-Z0-9_]+)/g)

it('the compose file asks for exactly the settings that .env.example has', () => {
  const offered = all(example, /^#?([A-Z0-9_]+)=/gm).filter((name) => name !== 'COMPOSE_PROFILES')
  expect(asked.sort()).toEqual(offered.sort())
})

it('every setting of the compose file is explained in the documents, but for its own', () => {
  const own = /^(HTTPS?_PORT|\w+_PASSWORD)$/
  expect(asked.filter((name) => !own.test(name) && !isExplained(name))).toEqual([])
})

it('every setting that the compose file gives to an app is one that the documents know', () => {
  const given = containers.flatMap(([, { build, environment = {} }]) =>
    build === undefined ? [] : Object.keys(environment),
  )
  expect(new Set(given)).toContain('MEDIA_S3_URL')
  expect([...new Set(given)].filter((name) => !isExplained(name))).toEqual([])
})

it('only services get the address of RabbitMQ, only they and the gateway that of Redis and only media that of the bucket', () => {
  const receivers = (name: string): string[] =>
    containers.flatMap(([app, { environment = {} }]) => (name in environment ? [app] : []))
  expect(receivers('RABBITMQ_URL').sort()).toEqual(Object.keys(servicePorts).sort())
  expect(receivers('REDIS_URL').sort()).toEqual(['gateway', ...Object.keys(servicePorts)].sort())
  expect(receivers('MEDIA_S3_URL')).toEqual(['media'])
})

const ofProfile = (profile: string | undefined): string[] =>
  containers.flatMap(([name, { profiles }]) => (profiles?.[0] === profile ? [name] : []))

it.each([
  ['events', ['rabbitmq', 'redis'], ['RABBITMQ_URL', 'REDIS_URL']],
  ['storage', ['storage'], ['MEDIA_S3_URL']],
])(
  'the profile %s adds %j where only those reach it who are told of it, with addresses ready to be taken',
  (profile, names, settings) => {
    expect(ofProfile(profile)).toEqual(names)
    for (const setting of settings) {
      const [, host = ''] = new RegExp(`^#${setting}=\\w+://\\w*:\\$\\{\\w+\\}@(\\w+):\\d+`, 'm').exec(
        example,
      )!
      expect(names).toContain(host)
      const told = containers.filter(([, { environment = {} }]) => setting in environment)
      for (const [, { networks }] of told)
        expect(parsed.services[host]!.networks.filter((network) => networks.includes(network))).not.toEqual(
          [],
        )
    }
    for (const name of names) {
      const { healthcheck, restart, ports, networks } = parsed.services[name]!
      expect({ name, healthcheck: healthcheck !== undefined, restart, ports }).toEqual({
        name,
        healthcheck: true,
        restart: 'unless-stopped',
        ports: undefined,
      })
      expect(networks.filter((network) => parsed.networks[network]?.internal !== true)).toEqual([])
    }
  },
)

it('every network and every named volume of the compose file is there', () => {
  const networks = containers.flatMap(([, one]) => one.networks)
  expect([...new Set(networks)].sort()).toEqual(Object.keys(parsed.networks).sort())
  const volumes = containers.flatMap(([, one]) => (one.volumes ?? []).map((volume) => volume.split(':')[0]!))
  const named = [...new Set(volumes.filter((volume) => !/^[./]/.test(volume)))]
  expect(named.sort()).toEqual(Object.keys(parsed.volumes).sort())
})

it('the compose file runs every app, and tells each where the services are', () => {
  const apps = all(compose, /args: \{ APP: (\w+) \}/g)
  expect(apps.sort()).toEqual([...Object.keys(servicePorts), 'bot', 'gateway'].sort())
  for (const [service, port] of Object.entries(servicePorts))
    expect(compose).toContain(`  ${service.toUpperCase()}_ADDRESS: dns:///${service}:${port}\n`)
})

it('every database of the compose file is made with its role, and is its service’s alone', () => {
  const made = all(read('docker/postgres/make-databases.sh'), /^make_database (\w+) /gm)
  expect(made.sort()).toEqual(Object.keys(servicePorts).sort())
  for (const service of made) {
    const url = `${service.toUpperCase()}_DATABASE_URL: postgres://kindred_${service}:`
    expect(compose.split(url)).toHaveLength(2)
  }
})

it('only the web server of the compose file publishes ports, beside the pages of traces on this machine alone', () => {
  const published = containers.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`))
  expect(published.filter((port) => !/ 127\.0\.0\.1:/.test(port))).toEqual([
    'web ${HTTP_PORT:-80}:80',
    'web ${HTTPS_PORT:-443}:443',
  ])
  expect(published).toContain('jaeger 127.0.0.1:16686:16686')
})

it('the file of the firewall changes the image of the web server and nothing else', () => {
  const { services } = parse(read('docker/compose.waf.yml')) as typeof parsed
  const { web, ...others } = services
  expect([Object.keys(others), Object.keys(web!)]).toEqual([[], ['image', 'build']])
  expect(web!.image).toBe(parsed.services['web']!.image.replace('kindred-web', 'kindred-web-waf'))
  expect(read('docker/Dockerfile')).toContain(` AS ${(web!.build as { target: string }).target}\n`)
})
