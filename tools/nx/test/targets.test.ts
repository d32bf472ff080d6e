import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const nx = (...args: string[]) =>
  execFileSync('npx', ['nx', ...args], {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1' },
  })

it('every package has targets of its own to lint and to check its types', { timeout: 120_000 }, () => {
  const list = (...args: string[]) => JSON.parse(nx('show', 'projects', '--json', ...args)) as string[]
  const packages = list().filter((name) => name !== 'kindred')
  for (const target of ['lint', 'typecheck'])
    expect(list('--withTarget', target).toSorted()).toEqual(packages.toSorted())
  expect(list('--withTarget', 'build')).toEqual(
    expect.arrayContaining(['@kindred/chat', '@kindred/gateway', '@kindred/web', '@kindred/bot']),
  )
})

it.each([
  ['apps/chat/src/service.ts', ['@kindred/chat', '@kindred/gateway', '@kindred/guide', '@kindred/stack']],
  ['apps/web/src/main.tsx', ['@kindred/web']],
])('a change of %s affects %s and nothing else', { timeout: 120_000 }, (file, affected) => {
  const found = JSON.parse(nx('show', 'projects', '--affected', `--files=${file}`, '--json')) as string[]
  // The root stands for the whole checkout; it has none of the targets that a change runs.
  expect(found.filter((name) => name !== 'kindred').toSorted()).toEqual(affected)
})
