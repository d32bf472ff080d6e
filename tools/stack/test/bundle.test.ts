import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { BuildOptions } from 'esbuild'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { createLog } from '@kindred/runtime'

interface Bundling {
  readonly checkout: string
  bundleOptions(folder: string, name?: string): BuildOptions
  bundleAll(
    targets: readonly { folder: string; name?: string }[],
    load: () => Promise<unknown>,
  ): Promise<number>
}

const { bundleAll, bundleOptions, checkout } = (await import(
  new URL('../bin/bundle.mjs', import.meta.url).href
)) as Bundling
const esbuild = await import('esbuild')

let folder: string
let loads = 0
const load = async () => {
  loads += 1
  // The real service stays for the next bundle.
  return { build: esbuild.build, stop: () => undefined }
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-bundle-'))
  mkdirSync(join(folder, 'src'))
  writeFileSync(
    join(folder, 'src', 'main.ts'),
    "import { word } from './word.js'\nexport const said = word\n",
  )
  writeFileSync(join(folder, 'src', 'word.ts'), "export const word: string = 'first'\n")
  loads = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const bundled = (): string => readFileSync(join(folder, 'dist', 'main.js'), 'utf8')

it('the start bundles again only when the contents of something bundled have changed', async () => {
  expect(await bundleAll([{ folder }], load)).toBe(1)
  expect(bundled()).toContain('first')

  const later = new Date(Date.now() + 60_000)
  utimesSync(join(folder, 'src', 'word.ts'), later, later)
  expect([await bundleAll([{ folder }], load), loads]).toEqual([0, 1])

  writeFileSync(join(folder, 'src', 'word.ts'), "export const word: string = 'other'\n")
  expect([await bundleAll([{ folder }], load), loads]).toEqual([1, 2])
  expect(bundled()).toContain('other')
})

it('a bundled service loads the client of RabbitMQ by itself, when it needs it', async () => {
  const options = { ...bundleOptions(join(checkout, 'apps', 'chat')), write: false, metafile: true } as const
  const { metafile } = await esbuild.build(options)
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  const kinds = imports.filter(({ path }) => path === 'rabbitmq-client').map(({ kind }) => kind)
  expect(kinds).toEqual(['dynamic-import'])
})

it('a bundle holds no sign that would make V8 keep its text in twice the memory, and means the same', async () => {
  const source = String.raw`// ж 😀
const inText = 'ж😀', inTemplate = ${'`'}ж😀${'`'}
export const told = ['aж', 'a😀', 'b'].map((text) => /^a[ж😀]$/u.test(text)).concat(/ж/.test(inText), inText === inTemplate)`
  writeFileSync(join(folder, 'src', 'main.ts'), source)
  await bundleAll([{ folder }], load)
  expect(bundled()).toMatch(/^[\0-\xff]*$/)
  const { told } = (await import(join(folder, 'dist', 'main.js'))) as { told: unknown }
  expect(told).toEqual([true, true, false, true, true])
  writeFileSync(join(folder, 'src', 'main.ts'), 'export const raw = String.raw`ж`\n')
  await expect(bundleAll([{ folder }], load)).rejects.toThrow('what String.raw takes')
})

it('the log names the file and the line of the sources where an error of a bundle was made', async () => {
  const source = '\n\nexport const word = () => {\n  throw new Error("broken")\n}\n'
  writeFileSync(join(folder, 'src', 'word.ts'), source)
  await bundleAll([{ folder }], load)
  const { said } = (await import(join(folder, 'dist', 'main.js'))) as { said: () => never }
  const lines: string[] = []
  const log = createLog({ name: 'test', level: 'info', destination: { write: (line) => lines.push(line) } })
  try {
    said()
  } catch (error) {
    log.error({ err: error }, 'failed')
  }
  expect(JSON.parse(lines[0]!)).toMatchObject({ err: { at: 'word, word.ts line 4' } })
})

it('the start bundles again what was damaged or lost', async () => {
  await bundleAll([{ folder }], load)
  writeFileSync(join(folder, 'dist', 'main.js'), 'export const said =')
  expect(await bundleAll([{ folder }], load)).toBe(1)
  rmSync(join(folder, 'dist', 'main.js'))
  expect(await bundleAll([{ folder }], load)).toBe(1)
  expect(bundled()).toContain('first')
})

it('the start bundles again at once what was edited while it was bundled', async () => {
  let builds = 0
  const build = async (options: BuildOptions) => {
    const built = await esbuild.build(options)
    if (++builds === 1)
      writeFileSync(join(folder, 'src', 'word.ts'), "export const word: string = 'edited'\n")
    return built
  }
  expect(await bundleAll([{ folder }], () => Promise.resolve({ build, stop: () => undefined }))).toBe(1)
  expect([builds, bundled()]).toEqual([2, expect.stringContaining('edited')])
  expect([await bundleAll([{ folder }], load), loads]).toEqual([0, 0])
})

it('the start takes no bundle for fresh whose sources never stood still', async () => {
  let builds = 0
  const build = async (options: BuildOptions) => {
    const built = await esbuild.build(options)
    writeFileSync(join(folder, 'src', 'word.ts'), `export const word: string = 'edit ${++builds}'\n`)
    return built
  }
  await bundleAll([{ folder }], () => Promise.resolve({ build, stop: () => undefined }))
  expect(await bundleAll([{ folder }], load)).toBe(1)
  expect(bundled()).toContain(`edit ${builds}`)
})

it('the start says in one sentence that the checkout cannot be written', async () => {
  writeFileSync(join(folder, 'dist'), 'a file where a folder should be')
  const said = `Kindred is bundled into its checkout, but ${join(folder, 'dist')} cannot be written (EEXIST): make the checkout writable for this user, or run npm start once where it is.`
  await expect(bundleAll([{ folder }], load)).rejects.toThrow(said)
})

// What an engine of many machines needs is loaded by a process that was told of one, and by no other.
it.each([
  ['media', 'aws4'],
  ['gateway', 'ioredis'],
  ['chat', 'ioredis'],
])('the bundle of %s loads %s only when it is asked for', async (app, name) => {
  const options = bundleOptions(join(checkout, 'apps', app))
  const { metafile } = await esbuild.build({ ...options, write: false, metafile: true })
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  expect(imports.filter(({ path }) => path === name).map(({ kind }) => kind)).toEqual(['dynamic-import'])
})

// A package that did something when it is imported would be carried along as a whole by whatever uses one name of it.
it.each(['rpc', 'doctor', 'audit'])(
  'npm run %s, which reads settings, carries no app with it',
  async (name) => {
    const options = bundleOptions(join(checkout, 'tools', 'stack'), name)
    const { metafile } = await esbuild.build({ ...options, write: false, metafile: true })
    const outputs = Object.values(metafile.outputs)
    const carried = outputs.flatMap(({ inputs }) => Object.entries(inputs))
    expect(
      carried.filter(([path, { bytesInOutput }]) => path.includes('towns') && bytesInOutput > 0),
    ).toEqual([])
    const loaded = outputs.flatMap(({ imports }) => imports.map(({ path }) => path))
    expect(['fastify', 'grammy', 'h3-js', 'sharp'].filter((one) => loaded.includes(one))).toEqual([])
  },
)
