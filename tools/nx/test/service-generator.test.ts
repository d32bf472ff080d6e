import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { FsTree } from 'nx/src/generators/tree'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type CopiedCheckout, copyCheckout } from '@kindred/testkit/copied-checkout'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** Without what it does once the files are written. */
async function generate(name: string): Promise<string[]> {
  const module = new URL('../src/service/generator.mjs', import.meta.url).href
  const { serviceGenerator } = (await import(module)) as {
    serviceGenerator(tree: FsTree, options: { name: string }): Promise<unknown>
  }
  const tree = new FsTree(checkout, false)
  await serviceGenerator(tree, { name })
  return tree.listChanges().map(({ type, path }) => `${type} ${path}`)
}

let copy: CopiedCheckout
beforeAll(async () => {
  copy = copyCheckout()
  await copy.run('npx', ['nx', 'g', '@kindred/tools:service', 'journal', '--no-interactive'])
}, 900_000)
afterAll(() => copy.remove())

const read = (file: string) => readFileSync(join(copy.folder, file), 'utf8')

// That the whole suite and the lint pass with it: generated-service.nightly.ts.
describe('a generated service', () => {
  it('is known to the ports, the gateway, the stack and the lock file, formatted as the house is', async () => {
    expect(read('libs/runtime/src/platform-settings.ts')).toMatch(/ journal: \d{4}\b/)
    expect(read('apps/gateway/src/services.ts')).toContain('  journal: JournalServiceService,\n')
    expect(read('package-lock.json')).toContain('"apps/journal": {')
    expect(existsSync(join(copy.folder, 'libs/contracts/src/gen/index.kindred.journal.v1.ts'))).toBe(true)
    const changed = copy.changed()
    expect(changed).toContain('apps/journal/package.json')
    await copy.run('npx', ['prettier', '--check', '--ignore-unknown', ...changed])
  }, 300_000)

  it('passes the type check, as do the gateway and the stack with it', async () => {
    const changed = copy.changed().filter((file) => file.endsWith('.ts'))
    await copy.run('npx', ['oxlint', '--type-aware', '--type-check', ...changed])
  }, 600_000)

  it.each(['chat', 'events', 'rpc'])('is refused where %s is the name of something else', async (name) => {
    await expect(generate(name)).rejects.toThrow(`${name} is taken: there is `)
  })

  it('finds its places though its name comes before all others', async () => {
    expect(await generate('abuse')).toContain('UPDATE tools/stack/src/apps.ts')
  })
})
