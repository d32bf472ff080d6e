import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { type Client, createClient, createGrpcTransport } from '@kindred/rpc'

import { type Bar, barTable, obey, quantile, short, spreadOf, startChild, verdictOf } from '../src/index.js'
import { type ServiceAnswer, startService } from './service.js'

const script = fileURLToPath(import.meta.url)
const lanes = 16
const alice = { token: 'alice', deadlineMs: 30_000 }

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
})

if (values.role === 'service') obey(startService)
else await main()

type Profile = Client<typeof ProfileServiceService>

async function main(): Promise<void> {
  const service = startChild(script, 'service')
  const { port } = await service.ask<ServiceAnswer>({})
  const address = `127.0.0.1:${port}`
  const transport = createGrpcTransport({ address, token: () => Promise.resolve('service') })
  const profile = createClient(ProfileServiceService, transport)
  try {
    while (transport.carrying === 0) {
      await profile.getMyProfile({}, alice)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    tell(await runRounds(profile))
  } finally {
    transport.close()
    await service.kill()
  }
}

/** What small calls meet beside others; p99 in milliseconds, a value a round. */
interface Rounds {
  readonly alone: number[]
  readonly besideSlow: number[]
  readonly besideLarge: number[]
}

/** All in turn, round after round, after a round to warm up. */
async function runRounds(profile: Profile): Promise<Rounds> {
  const rounds: Rounds = { alone: [], besideSlow: [], besideLarge: [] }
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const found = {
      alone: await p99Beside(profile, () => Promise.resolve()),
      besideSlow: await p99Beside(profile, () => profile.getMyPreferences({}, alice)),
      besideLarge: await p99Beside(profile, async () => {
        await profile.getCatalogue({}, alice)
        await new Promise((resolve) => setTimeout(resolve, 1_000))
      }),
    }
    if (round === 0) continue
    for (const kind of ['alone', 'besideSlow', 'besideLarge'] as const) rounds[kind].push(found[kind])
  }
  return rounds
}

/** The p99 of small calls while `other` is done, once after the other. */
async function p99Beside(profile: Profile, other: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  const until = performance.now() + Number(values.seconds) * 1_000
  const lane = async (): Promise<void> => {
    for (let from = performance.now(); from < until; from = performance.now()) {
      await profile.getMyProfile({}, alice)
      times.push(performance.now() - from)
    }
  }
  const beside = async (): Promise<void> => {
    while (performance.now() < until) {
      await other()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await Promise.all([beside(), ...Array.from({ length: lanes }, lane)])
  return quantile(times, 0.99)
}

function barsOf({ alone, besideSlow, besideLarge }: Rounds): Bar[] {
  const size = `${lanes} small calls at once`
  const note = `p99 alone ${short(quantile(alone, 0.5))} ms`
  const later = besideSlow.map((p99, round) => p99 - alone[round]!)
  const slower = besideLarge.map((p99, round) => p99 / alone[round]!)
  return [
    {
      name: 'p99 of others later for a call that takes 1.5 s',
      size,
      measured: spreadOf(later),
      unit: 'ms',
      atMost: 2,
      judged: true,
      note,
    },
    {
      name: 'p99 of others beside an answer of 3 MB a second',
      size,
      measured: spreadOf(slower),
      unit: 'x p99 alone',
      atMost: 1.5,
      judged: true,
      note,
    },
  ]
}

function tell(rounds: Rounds): void {
  const bars = barsOf(rounds)
  process.stdout.write(`${barTable(bars)}\n`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ rounds, bars }, null, 2)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
}
