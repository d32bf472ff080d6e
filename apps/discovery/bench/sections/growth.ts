import { interleave, spreadText } from '../../../../tools/bench/src/index.js'
import { clocksOf } from '../house.js'
import type { Site } from '../site.js'
import { type Bench, ratios } from './section.js'
import { type Ask, pathsOf, slowViewers } from './throughput.js'

/** How much more a question costs when there are more people, in time on a core: the server's process, and ours for the memory. */
export async function measureGrowth(bench: Bench): Promise<void> {
  const [small, large] = [bench.sites[0]!, bench.sites.at(-1)!]
  if (small === large) return bench.say('growth: needs two sizes, like --size 10k,1m')
  const names = ['A', 'SQL', 'memory'] as const
  const contestants = await Promise.all([small, large].map((site) => costs(site)))
  const measured = await interleave(contestants.flat(), bench.rounds)
  const judged = small.people.count <= 10_000 && large.people.count >= 1_000_000
  const at = {
    size: `${small.name} → ${large.name}`,
    unit: '×',
    judged,
    note: judged ? '' : 'judged at 10k → 1m',
  }
  const rows = names.map((name) => {
    const [before, after] = [small, large].map((site) => measured.get(`${name} ${site.name}`)!)
    const growth = ratios(after!.values, before!.values)
    if (name === 'SQL')
      bench.bar({ ...at, name: 'growth of the SQL path’s CPU', measured: growth, atMost: 12 })
    bench.keep(`growth ${name}`, { before, after, growth })
    return [name, spreadText(before!.spread), spreadText(after!.spread), spreadText(growth)]
  })
  bench.table(
    `CPU a question in milliseconds, mix, ${at.size}`,
    ['path', small.name, large.name, 'growth'],
    rows,
  )
}

async function costs(site: Site): Promise<{ name: string; run: () => Promise<number> }[]> {
  const paths = pathsOf(site)
  const { server, own } = await clocksOf(site.database, site.naive)
  const cost = async (clock: () => number, ask: Ask, viewers: readonly number[]): Promise<number> => {
    const from = clock()
    for (const viewer of viewers) await ask(viewer)
    return (clock() - from) / viewers.length
  }
  const mix = site.viewers.mix.slice(0, slowViewers(site))
  const often = Array.from({ length: 10 }, () => mix).flat()
  return [
    { name: `A ${site.name}`, run: () => cost(server, paths.A, mix) },
    { name: `SQL ${site.name}`, run: () => cost(server, paths.SQL, mix) },
    { name: `memory ${site.name}`, run: () => cost(own, paths.memory, often) },
  ]
}
