import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type CopiedCheckout, copyCheckout } from '@kindred/testkit/copied-checkout'

/** Its own tests, and what goes over every operation and every service; the rest of the house is run with it at night. */
const suites = ['apps/journal/', 'apps/gateway/test/openapi.test.ts', 'apps/gateway/test/health.test.ts']

let copy: CopiedCheckout
beforeAll(async () => {
  copy = copyCheckout()
  await copy.run('npx', ['nx', 'g', '@kindred/tools:service', 'journal', '--no-interactive'])
}, 300_000)
afterAll(() => copy.remove())

const read = (file: string) => readFileSync(join(copy.folder, file), 'utf8')

describe('a generated service', () => {
  it('is known to the ports, the gateway, the stack and the lock file, formatted as the house is', async () => {
    expect(read('libs/runtime/src/platform-settings.ts')).toMatch(/ journal: \d{4}\b/)
    expect(read('apps/gateway/src/services.ts')).toContain('  journal: JournalServiceService,\n')
    expect(read('package-lock.json')).toContain('"apps/journal": {')
    expect(existsSync(join(copy.folder, 'libs/contracts/src/gen/index.kindred.journal.v1.ts'))).toBe(true)
    await copy.run('npx', ['prettier', '--check', 'apps', 'libs', 'tools/stack'])
  }, 300_000)

  it('passes the type check, the lint with its walls, and the suites that go over every service', async () => {
    await copy.run('npx', ['nx', 'run-many', '-t', 'typecheck', '-p', '@kindred/journal', '@kindred/stack'])
    await copy.run('npx', ['nx', 'run', '@kindred/journal:lint'])
    const report = await copy.run('npx', ['vitest', 'run', '--project', 'kindred', ...suites])
    expect(report).toMatch(/Test Files +\d+ passed/)
  }, 1_200_000)

  it.each(['chat', 'events', 'rpc'])(
    'is refused where %s is the name of something else',
    async (name) => {
      const again = copy.run('npx', ['nx', 'g', '@kindred/tools:service', name, '--no-interactive'])
      await expect(again).rejects.toThrow(`${name} is taken: there is `)
    },
    300_000,
  )

  it('finds its places though its name comes before all others', async () => {
    const dry = ['nx', 'g', '@kindred/tools:service', 'abuse', '--dry-run', '--no-interactive']
    expect(await copy.run('npx', dry)).toContain('UPDATE tools/stack/src/apps.ts')
  }, 300_000)
})
