import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { type Bar, barTable, spreadOf, verdictOf } from '../src/index.js'
import { type Run, startKindred } from './run.js'

/** What `npm ci` leaves for the first start to make. */
const made = ['tools/stack/dist', 'apps/web/dist', 'apps/console/dist']
const allCame = /\b300 people, alice and bob|All 300 demo people are there/
/** Until what a start leaves behind is given back. */
const restMs = 10_000
const services = ['auth', 'profile', 'discovery', 'media', 'chat', 'safety', 'notification']

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    'port-base': { type: 'string', default: '24000' },
    json: { type: 'string' },
  },
})
const portBase = Number(values['port-base'])

/** One value a round; memory in MB. */
interface Rounds {
  readonly coldMs: number[]
  readonly warmMs: number[]
  readonly memory: number[]
  readonly peakMemory: number[]
  readonly memoryOfApps: Record<string, number>[]
}

await main()

async function main(): Promise<void> {
  const rounds: Rounds = { coldMs: [], warmMs: [], memory: [], peakMemory: [], memoryOfApps: [] }
  for (let round = 0; round < Number(values.rounds); round += 1) await runRound(rounds)
  const bars = barsOf(rounds)
  process.stdout.write(`${barTable(bars)}\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rounds, bars }, null, 2)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}

/** The first start of a checkout and the next one, with the same people, then the same with a process for each app. */
async function runRound(rounds: Rounds): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-start-'))
  const use = async (flags: readonly string[], look: (run: Run) => Promise<void>): Promise<void> => {
    const run = await startKindred({ folder, portBase, flags })
    try {
      await look(run)
    } finally {
      await run.stop()
    }
  }
  try {
    for (const path of made) rmSync(path, { recursive: true, force: true })
    await use([], async (run) => {
      rounds.coldMs.push(run.readyMs)
      await run.said(allCame)
      rounds.peakMemory.push(run.peakMemory())
    })
    await use([], async (run) => {
      rounds.warmMs.push(run.readyMs)
      await run.said(allCame)
      await rest()
      rounds.memory.push(run.memory())
    })
    await use(['--processes'], async (run) => {
      await rest()
      rounds.memoryOfApps.push(run.memoryOfApps())
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, restMs))

function barsOf({ coldMs, warmMs, memory, peakMemory, memoryOfApps }: Rounds): Bar[] {
  const seconds = (times: readonly number[]) => spreadOf(times.map((ms) => ms / 1000))
  const judged = { size: '300 people', judged: true, note: '' }
  const ofApp = (app: string) => spreadOf(memoryOfApps.map((apps) => apps[app] ?? NaN))
  const shown = { size: '300 people', judged: false, note: 'no bar' }
  return [
    {
      ...judged,
      name: 'the first start, to ready',
      measured: seconds(coldMs),
      unit: 's',
      atMost: 6,
      note: 'bundles, makes the Mini App, the database and the first people',
    },
    { ...judged, name: 'the next start, to ready', measured: seconds(warmMs), unit: 's', atMost: 2.5 },
    { ...judged, name: 'memory of the one process', measured: spreadOf(memory), unit: 'MB', atMost: 350 },
    { ...shown, name: 'the most it had while people came', measured: spreadOf(peakMemory), unit: 'MB' },
    ...services.map((app) => ({
      ...judged,
      name: `memory of ${app}`,
      measured: ofApp(app),
      unit: 'MB',
      atMost: 90,
    })),
    { ...shown, name: 'memory of the gateway', measured: ofApp('gateway'), unit: 'MB' },
  ]
}
