import { fileURLToPath } from 'node:url'

import { FsTree } from 'nx/src/generators/tree'
import { describe, expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** Without what it does once the files are written. */
async function generate(name: string): Promise<FsTree> {
  const module = new URL('../src/service/generator.mjs', import.meta.url).href
  const { serviceGenerator } = (await import(module)) as {
    serviceGenerator(tree: FsTree, options: { name: string }): Promise<unknown>
  }
  const tree = new FsTree(checkout, false)
  await serviceGenerator(tree, { name })
  return tree
}

/** Some of what must know a service, and some of what is new. */
const places = [
  'apps/gateway/package.json',
  'apps/journal/package.json',
  'libs/contracts/package.json',
  'proto/kindred/journal/v1/journal_service.proto',
  'tools/stack/package.json',
  'tools/stack/src/backup/databases/migrations.ts',
  'tools/stack/src/settings.ts',
  'tools/stack/test/grpcurl.test.ts',
  'tools/stack/test/person-tables.ts',
]

// Written to a copy of the house, with the types, the lint and the whole suite that it passes there: generated-service.nightly.ts.
describe('a generated service', () => {
  it('is known to the ports, the gateway and the stack', async () => {
    const tree = await generate('journal')
    const read = (file: string) => tree.read(file, 'utf8')
    expect(read('libs/runtime/src/platform-settings.ts')).toMatch(/ journal: \d{4}\b/)
    expect(read('apps/gateway/src/services.ts')).toContain('  journal: JournalServiceService,\n')
    expect(read('tools/stack/src/apps.ts')).toMatch(/^ +journal: service\(.*createJournalService/m)
    const changed = tree.listChanges().map(({ path }) => path)
    expect(changed).toEqual(expect.arrayContaining(places))
  })

  it.each(['chat', 'events', 'rpc'])('is refused where %s is the name of something else', async (name) => {
    await expect(generate(name)).rejects.toThrow(`${name} is taken: there is `)
  })

  it('finds its places though its name comes before all others', async () => {
    const changes = (await generate('abuse')).listChanges().map(({ type, path }) => `${type} ${path}`)
    expect(changes).toContain('UPDATE tools/stack/src/apps.ts')
  })
})
