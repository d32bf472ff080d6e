import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { startEmbeddedPostgres } from '@kindred/db/embedded'

import { barTable, obey, spreadOf, startChild, verdictOf } from '../../../../tools/bench/src/index.js'
import { type Carrying, createCarrier } from './carry.js'

const warmUp = 500

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    people: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
  },
})

if (values.role === 'carrier') obey(createCarrier())
else await main()

/** What chat keeps of a person who has a socket at some gateway and says nothing. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-chat-'))
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'db'),
    durable: false,
    guard: 'remove',
  })
  const child = startChild(fileURLToPath(import.meta.url), 'carrier', { nodeFlags: ['--expose-gc'] })
  const people = Number(values.people)
  try {
    await child.ask({ kind: 'begin', databaseUrl: postgres.url })
    let { heap } = await child.ask<Carrying>({ kind: 'carry', count: warmUp })
    const found: number[] = []
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const after = await child.ask<Carrying>({ kind: 'carry', count: people })
      found.push((after.heap - heap) / people / 1024)
      heap = after.heap
    }
    const bar = {
      name: 'heap of chat for an idle socket',
      size: `${people} people`,
      measured: spreadOf(found),
      unit: 'KB',
      atMost: 3,
      judged: true,
      note: 'aim 1.4',
    }
    process.stdout.write(`${barTable([bar])}\n`)
    process.exitCode = verdictOf(bar) === 'NOT met' ? 1 : 0
  } finally {
    await child.kill()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
