import { parseArgs } from 'node:util'

import { newId } from '@kindred/kernel'

import {
  type Bar,
  barTable,
  type BenchStack,
  interleave,
  quantile,
  spreadOf,
  startBenchStack,
  verdictOf,
} from '../../../tools/bench/src/index.js'
import { meetAndReport, type Resident, settle } from './people.js'

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '200' }, 'port-base': { type: 'string', default: '19000' } },
})
const blocks = 5

/** What the reported person may ask about somebody: alike for nobody, and for whoever reported. */
const questions = {
  'a report': (stack: BenchStack, asks: Resident, about: string) =>
    stack.ask('/v1/safety/reports', {
      token: asks.token,
      body: { target_user_id: about, reason: 'HARASSMENT', context: { kind: 'PROFILE' } },
    }),
  'a profile': (stack: BenchStack, asks: Resident, about: string) => stack.ask(`/v1/profiles/${about}`, asks),
} as const

const stack = await startBenchStack(Number(values['port-base']))
try {
  const reported = await settle(stack, { number: 1, gender: 'MAN', wants: 'WOMAN' })
  const reporter = await settle(stack, { number: 2, gender: 'WOMAN', wants: 'MAN' })
  await meetAndReport(stack, reporter, reported)
  const bars: Bar[] = []
  for (const name of Object.keys(questions) as (keyof typeof questions)[])
    bars.push(await compare(name, { asks: reported, about: reporter.userId }))
  process.stdout.write(`${barTable(bars)}\n`)
  process.exitCode = bars.some((bar) => verdictOf(bar) === 'NOT met') ? 1 : 0
} finally {
  await stack.stop()
}

interface Asking {
  readonly asks: Resident
  readonly about: string
}

/** The time of the 404 for whoever reported against that for an id that nobody has, call by call in turn. */
async function compare(name: keyof typeof questions, { asks, about }: Asking): Promise<Bar> {
  const calls = Number(values.calls)
  const ask = async (userId: string): Promise<number> => {
    const { status, ms, text } = await questions[name](stack, asks, userId)
    if (status !== 404) throw new Error(`${name} answered ${status}: ${text.slice(0, 300)}`)
    return ms
  }
  const nobody = newId()
  const contestants = [
    { name: 'reporter', run: () => ask(about) },
    { name: 'nobody', run: () => ask(nobody) },
  ]
  const times = await interleave(contestants, calls)
  const [known, unknown] = [times.get('reporter')!.values, times.get('nobody')!.values]
  const median = (list: readonly number[], block: number): number =>
    quantile(list.slice((block * calls) / blocks, ((block + 1) * calls) / blocks), 0.5)
  const ratios = Array.from({ length: blocks }, (_, block) => median(known, block) / median(unknown, block))
  return {
    name: `404 to ${name} of whoever reported oneself`,
    size: `${calls} calls each`,
    measured: spreadOf(ratios),
    unit: '× that of an unknown id',
    atLeast: 0.9,
    atMost: 1.1,
    judged: true,
    note: `${quantile(known, 0.5).toFixed(2)} ms and ${quantile(unknown, 0.5).toFixed(2)} ms`,
  }
}
