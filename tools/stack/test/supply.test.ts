import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const lock = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as Lock

interface Lock {
  packages: Record<string, { version?: string; integrity?: string; resolved?: string; link?: boolean }>
}

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kindred-lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

/** What the check of the lock file says when one entry is changed. */
function checked(change: (packages: Lock['packages']) => void): { status: number | null; said: string } {
  const copy = structuredClone(lock)
  change(copy.packages)
  const file = join(folder, 'package-lock.json')
  writeFileSync(file, JSON.stringify(copy))
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, '.ci/lockcheck.mjs'), file])
  return { status, said: `${stdout.toString()}${stderr.toString()}` }
}

describe('the check of the lock file', () => {
  it('the check of the lock file passes what is checked in', () => {
    expect(checked(() => undefined)).toMatchObject({ status: 0 })
  })

  it.each<[string, string, (packages: Lock['packages']) => void]>([
    [
      'that has no integrity',
      'fastify has no sha512 integrity',
      (all) => delete all['node_modules/fastify']!.integrity,
    ],
    [
      'whose integrity is a weak one',
      'fastify has no sha512 integrity',
      (all) => (all['node_modules/fastify']!.integrity = 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='),
    ],
    [
      'that comes from elsewhere',
      'comes from https://mirror.example/fastify.tgz',
      (all) => (all['node_modules/fastify']!.resolved = 'https://mirror.example/fastify.tgz'),
    ],
    [
      'that comes from a repository',
      'comes from git+ssh',
      (all) => (all['node_modules/fastify']!.resolved = 'git+ssh://git@git.example/fastify.git#1234'),
    ],
    [
      'of a package that runs and is nested below a workspace',
      'apps/bot/node_modules/lru-cache is out of reach of the bundles: add lru-cache 1',
      (all) => (all['apps/bot/node_modules/lru-cache'] = all['node_modules/lru-cache']!),
    ],
    ['that is missing', 'no entry of fastify@', (all) => delete all['node_modules/fastify']],
  ])('the check of the lock file refuses an entry %s', (_which, sentence, change) => {
    const { status, said } = checked(change)
    expect(status).toBe(1)
    expect(said).toContain(sentence)
  })
})

describe('the workflows', () => {
  it('the workflows take every action by the hash of a commit, with its version beside it', () => {
    const workflows = join(checkout, '.github', 'workflows')
    const uses = readdirSync(workflows).flatMap((name) =>
      readFileSync(join(workflows, name), 'utf8')
        .split('\n')
        .filter((line) => /^\s*(- )?uses:/.test(line)),
    )
    expect(uses.length).toBeGreaterThan(0)
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })
})
