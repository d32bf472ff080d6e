import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { expect, it } from 'vitest'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const nx = (...args: string[]) =>
  execFileSync('npx', ['nx', ...args], {
    cwd: checkout,
    encoding: 'utf8',
    env: { ...process.env, NX_DAEMON: 'false', NO_COLOR: '1' },
    maxBuffer: 1 << 26,
  })

interface Graph {
  readonly graph: { readonly nodes: Readonly<Record<string, { data: { targets: Record<string, unknown> } }>> }
}

it('every package has targets of its own to lint and to check its types', { timeout: 120_000 }, () => {
  // All in one question: each costs seconds.
  const { graph } = JSON.parse(nx('graph', '--print')) as Graph
  const packages = Object.keys(graph.nodes).filter((name) => name !== 'kindred')
  const having = (target: string) => packages.filter((name) => target in graph.nodes[name]!.data.targets)
  expect(packages).toContain('@kindred/chat')
  for (const target of ['lint', 'typecheck']) expect(having(target)).toEqual(packages)
  expect(having('build')).toEqual(
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
