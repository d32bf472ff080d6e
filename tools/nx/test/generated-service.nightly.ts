import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type CopiedCheckout, copyCheckout } from '@kindred/testkit/copied-checkout'

let copy: CopiedCheckout
beforeAll(async () => {
  copy = copyCheckout()
  await copy.run('npx', ['nx', 'g', '@kindred/tools:service', 'journal', '--no-interactive'])
}, 900_000)
afterAll(() => copy.remove())

const read = (file: string) => readFileSync(join(copy.folder, file), 'utf8')

describe('a house with a generated service', () => {
  it('has it in the lock file and the generated code, formatted as the house is', async () => {
    expect(read('package-lock.json')).toContain('"apps/journal": {')
    expect(existsSync(join(copy.folder, 'libs/contracts/src/gen/index.kindred.journal.v1.ts'))).toBe(true)
    const changed = copy.changed()
    expect(changed).toContain('apps/journal/package.json')
    await copy.run('npx', ['prettier', '--check', '--ignore-unknown', ...changed])
  }, 300_000)

  it('passes the type check, with the gateway and the stack', async () => {
    const changed = copy.changed().filter((file) => file.endsWith('.ts'))
    await copy.run('npx', ['oxlint', '--type-aware', '--type-check', ...changed])
  }, 600_000)

  it('passes the lint and the whole suite', async () => {
    await copy.run('npm', ['run', 'lint'])
    expect(await copy.run('npm', ['test'], { KINDRED_NIGHT: 'off' })).toMatch(/Test Files +\d+ passed/)
  })
})
