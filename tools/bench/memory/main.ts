import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import sharp from 'sharp'

import {
  type Bar,
  barTable,
  type MemorySample,
  slopeOf,
  spreadOf,
  startBenchStack,
  verdictOf,
} from '../src/index.js'
import { act, type Crowd } from './mixture.js'
import { gather } from './people.js'
import { watchMemory } from './watch.js'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    people: { type: 'string', default: '100' },
    'per-second': { type: 'string' },
    'port-base': { type: 'string', default: '24000' },
    json: { type: 'string' },
  },
})
const minutes = Number(values.minutes)
/** Caches fill and code is compiled meanwhile. */
const warmUpMinutes = Math.min(10, minutes / 3)
/** A shorter run tells little: a heap goes up and down by more than the bar within minutes. */
const minutesToJudge = 30
const lanes = 16
const capacitySeconds = 15

const stack = await startBenchStack(Number(values['port-base']))
try {
  const people = await gather(stack, Number(values.people))
  const crowd: Crowd = { people, photo: await makePhoto(), outcomes: new Map() }
  const perSecond = Number(values['per-second'] ?? (await capacityOf(crowd)) / 2)
  say(`${people.length} people with sockets, ${perSecond.toFixed(0)} acts a second for ${minutes} minutes.`)
  const memory = watchMemory(stack)
  await actAtRate(crowd, perSecond)
  memory.stop()
  for (const { live } of people) live.close()
  say(`What became of the acts: ${JSON.stringify(Object.fromEntries(crowd.outcomes))}`)
  tell(memory.samples)
} finally {
  await stack.stop()
}

async function makePhoto(): Promise<Blob> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const create = { width: 1_200, height: 900, channels: 3, background: 'grey', noise } as const
  const bytes = await sharp({ create }).jpeg().toBuffer()
  return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })
}

/** How many acts a second so many lanes do, each one after the other. */
async function capacityOf(crowd: Crowd): Promise<number> {
  const until = performance.now() + capacitySeconds * 1_000
  let nth = 0
  const lane = async (): Promise<void> => {
    while (performance.now() < until) await act((nth += 1), crowd)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  say(`It does ${(nth / capacitySeconds).toFixed(0)} acts a second, the load on the same processors.`)
  return nth / capacitySeconds
}

async function actAtRate(crowd: Crowd, perSecond: number): Promise<void> {
  const from = performance.now()
  const total = Math.round(minutes * 60 * perSecond)
  const running = new Set<Promise<void>>()
  let slowest = 0
  for (let done = 0; done < total;) {
    const due = Math.min(total, ((performance.now() - from) / 1_000) * perSecond)
    for (; done < due; done += 1) {
      const one = act(done, crowd).finally(() => running.delete(one))
      running.add(one)
    }
    slowest = Math.max(slowest, running.size)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(running)
  say(`At most ${slowest} acts were under way at once.`)
}

function barsOf(samples: ReadonlyMap<string, readonly MemorySample[]>): Bar[] {
  return [...samples].map(([name, all]) => {
    const counted = all.filter(({ minute }) => minute >= warmUpMinutes)
    return {
      name: `${name}: memory in ten minutes`,
      size: `${minutes} min, the first ${warmUpMinutes.toFixed(0)} left out`,
      measured: spreadOf([slopeOf(counted)]),
      unit: 'MB',
      atMost: 1,
      judged: minutes >= minutesToJudge,
      note: `${all[0]?.megabytes.toFixed(0)} MB at first, ${counted[0]?.megabytes.toFixed(0)} then, ${all.at(-1)?.megabytes.toFixed(0)} at last`,
    }
  })
}

function tell(samples: ReadonlyMap<string, readonly MemorySample[]>): void {
  const bars = barsOf(samples)
  say(`\n${barTable(bars)}`)
  const contents = { node: process.version, minutes, samples: Object.fromEntries(samples), bars }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(contents, null, 2)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
