import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

import { servicePorts } from '@kindred/runtime'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')
const compose = read('docker-compose.yml')
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1]!)),
]

const asked = all(compose, /\$\{([A-Z_]+)/g)

it('the compose file asks for exactly the settings that .env.example has', () => {
  expect(asked.sort()).toEqual(all(read('.env.example'), /^([A-Z_]+)=/gm).sort())
})

it('every setting of the compose file is explained in the documents, but for its own', () => {
  const own = /^(HTTPS?_PORT|(POSTGRES|\w+_DATABASE)_PASSWORD)$/
  const pages = ['docs/running.md', 'docs/containers.md', 'apps/bot/README.md'].map(read).join()
  expect(asked.filter((name) => !own.test(name) && !pages.includes(`\`${name}\``))).toEqual([])
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
  expect(all(compose, /^ {2}(\w+):(?:\n(?: {4}.*)?)*?\n {4}ports:/gm)).toEqual(['web', 'jaeger'])
  expect(compose).toContain(`ports: ['127.0.0.1:16686:16686']`)
})
