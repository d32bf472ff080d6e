import { afterAll, beforeAll, expect, it } from 'vitest'

import { byNight } from '@kindred/testkit/night'

import { KillMatrix, type Row, type Victim } from './kill-matrix.js'
import { tableOf } from './kill-table.js'
import { freeStackPorts, type TestStack } from './test-stack.js'
import { appProcess, createKillableStack } from './victims.js'

let stack: TestStack | undefined
let matrix: KillMatrix | undefined
const rows: Row[] = []

beforeAll(async () => {
  const ports = await freeStackPorts(2)
  stack = await createKillableStack({ ports })
  const { botToken } = stack
  const gateways = [ports, ...(ports.more ?? [])].map(({ gateway }) => gateway)
  matrix = await KillMatrix.open({
    targets: gateways.map((port) => ({ url: `http://127.0.0.1:${port}`, botToken })),
    couples: 3,
    readsPerSecond: 30,
    writeEveryMs: 200,
    calmMs: 1_000,
    harmMs: 3_000,
  })
})
afterAll(async () => {
  matrix?.close()
  await stack?.stop()
  process.stdout.write(`${tableOf(rows)}\n`)
})

const harms = byNight<[Victim['name'], Victim['harm']]>([
  ['chat', 'hung'],
  ['profile', 'killed'],
])

// One that is killed, and everybody else, at 200 reads a second, at night: kill-matrix.nightly.ts.
it.each(harms)(
  'with two of everything nothing is lost, doubled or felt by others when %s is %s',
  async (name, harm) => {
    const victim: Victim = {
      name,
      harm,
      services: new Set([name as 'profile' | 'chat']),
      ...appProcess(() => stack!.pids()[name], harm),
    }
    const row = await matrix!.harm(victim)
    rows.push(row)
    expect(row).toMatchObject({ lost: 0, doubled: 0, gaps: 0 })
    expect(row.acknowledged).toBeGreaterThan(0)
    // On a busy machine a gateway may turn somebody away for a moment.
    expect(row.others.failed.filter((failure) => !failure.includes('OVERLOADED'))).toEqual([])
  },
)
