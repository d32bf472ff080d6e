import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { describe, expect, it } from 'vitest'

import { apiDocuments } from '@kindred/gateway/documents'

import { commandBlocks, documentsOf } from '../src/commands.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')
const blocks = commandBlocks(checkout)
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
const [, compose = ''] = read('docker-compose.yml').split(/^services:$/m)
const services = [...compose.split(/^\w/m)[0]!.matchAll(/^  ([\w-]+):$/gm)].map(([, name]) => name!)
const paths = apiDocuments().openapi['paths'] as Record<string, Record<string, object>>
/** The operations of the API as patterns, `GET ^/v1/profiles/[^/]+$`. */
const routes = Object.entries(paths).flatMap(([path, verbs]) =>
  Object.keys(verbs).map((verb) => ({
    verb: verb.toUpperCase(),
    pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  })),
)
const own = [
  '/',
  '/app',
  '/app/',
  '/console',
  '/console/',
  '/guide',
  '/guide/',
  '/docs',
  '/docs/websocket',
  '/health',
]
const documents = ['/openapi.json', '/asyncapi.json']
const isRoute = (verb: string, path: string): boolean =>
  [...own, ...documents].includes(path) || routes.some((one) => one.verb === verb && one.pattern.test(path))

describe('the commands of the documents', () => {
  it('each block of commands says how it is kept true', () => {
    expect(blocks.length).toBeGreaterThan(15)
    const untold = blocks.filter(({ how }) => !/^(run|ci:test|checked: .{10,}|\S+\.ts ".+")$/.test(how ?? ''))
    expect(
      untold.map(({ place, how }) => `${place} ${how ?? 'has no <!-- command: … --> above it'}`),
    ).toEqual([])
  })

  it('a block that a test runs names the test and words that it has', () => {
    const named = blocks.flatMap(({ place, how }) => {
      const [, file, words] = /^(\S+\.ts) "(.+)"$/.exec(how ?? '') ?? []
      return file === undefined || words === undefined ? [] : [{ place, file, words }]
    })
    expect(named.length).toBeGreaterThan(4)
    for (const { place, file, words } of named) {
      expect(existsSync(join(checkout, file)), `${place} ${file}`).toBe(true)
      expect(read(file), place).toContain(words)
    }
  })

  it('a shell can read every block', () => {
    for (const { place, commands } of blocks)
      expect(
        () => execFileSync('bash', ['-n'], { input: commands.join('\n'), stdio: ['pipe', 'ignore', 'pipe'] }),
        place,
      ).not.toThrow()
  })

  it('the scripts, files, services and routes that commands name are there', () => {
    const lost: string[] = []
    for (const { place, commands } of blocks)
      for (const command of commands) {
        for (const [, script = ''] of command.matchAll(/npm run (?:-s )?([\w:-]+)/g))
          if (!scripts.includes(script)) lost.push(`${place} npm run ${script}`)
        for (const [file] of command.matchAll(/(?<=\s)(?:docker|deploy|libs|tools|apps|proto)\/[\w./-]+/g))
          if (!existsSync(join(checkout, file))) lost.push(`${place} ${file}`)
        for (const [, service = ''] of command.matchAll(
          /docker compose (?:exec (?:-T )?|cp \S+ |--scale )(\w+)/g,
        ))
          if (!services.includes(service)) lost.push(`${place} the service ${service}`)
        for (const [, verb = 'GET', path = ''] of command.matchAll(
          /curl(?: -s)?(?: -X (\w+))? (?:\$URL|http:\/\/127\.0\.0\.1:8080)(\/\S*)/g,
        ))
          if (!isRoute(verb, path)) lost.push(`${place} ${verb} ${path}`)
      }
    expect(lost).toEqual([])
  })
})

describe('what the documents name', () => {
  const texts = documentsOf(checkout).map((file) => [file, read(file)] as const)
  const found = (pattern: RegExp): [file: string, ...groups: string[]][] =>
    texts.flatMap(([file, text]) =>
      [...text.matchAll(pattern)].map((match): [string, ...string[]] => [file, ...match.slice(1)]),
    )

  it('every script and bench in the documents is there', () => {
    const isBench = (name: string): boolean => {
      const [app = '', part = ''] = name.split('-')
      const main = ['bench/main.ts', `bench/${part}/main.ts`].map((file) => `apps/${app}/${file}`)
      return [...main, `tools/bench/${name}/main.ts`].some((file) => existsSync(join(checkout, file)))
    }
    const named = found(/npm run (?!-)([a-z][\w:-]*)(?: -- ([a-z][\w-]*))?/g)
    expect(named.length).toBeGreaterThan(40)
    const lost = named.filter(
      ([, script, first]) =>
        !scripts.includes(script ?? '') || (script === 'bench' && first !== undefined && !isBench(first)),
    )
    expect(lost).toEqual([])
  })

  it('every address of our own in the documents is a route', () => {
    const named = found(/`(GET|POST|PUT|PATCH|DELETE) (\/[^`\s?]*)/g)
    expect(named.length).toBeGreaterThan(10)
    // The endpoint that docs/contract.md adds for an example.
    const madeUp = ['/v1/discovery/nudges']
    const opsPorts = ['/livez', '/readyz', '/metrics', '/instances']
    const lost = named.filter(
      ([, verb = '', path = '']) => ![...madeUp, ...opsPorts].includes(path) && !isRoute(verb, path),
    )
    expect(lost).toEqual([])
    const addresses = found(/http:\/\/127\.0\.0\.1:8080(\/[\w./-]*)/g)
    expect(addresses.filter(([, path = '']) => !isRoute('GET', path))).toEqual([])
  })

  it('every folder of docs/ has only pages and pictures that some page names', () => {
    const all = texts.map(([, text]) => text).join('\n')
    const files = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    const pictures = files.filter((file) => /\.(png|svg)$/.test(file))
    expect(pictures.filter((file) => !all.includes(file.split('/').at(-1)!))).toEqual([])
  })
})
