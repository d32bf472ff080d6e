import { interleave, spreadText } from '../../../../tools/bench/src/index.js'
import { searchDesignA } from '../design-a.js'
import { type Clocks, clocksOf } from '../house.js'
import { findBySql, findInMemory } from '../paths.js'
import type { Site } from '../site.js'
import { atMillion, type Bench, pageSize, ratios } from './section.js'

/** One question through one path. */
export type Ask = (viewer: number) => unknown

/** Of how many viewers design A is asked: it takes too long for more. Whoever is compared with it is asked by the same. */
export const slowViewers = ({ people: { count } }: Site): number => (count > 500_000 ? 120 : 200)

/** The paths that are compared, by name. */
export function pathsOf(site: Site): Record<'A' | 'SQL' | 'memory', Ask> {
  return {
    A: (viewer) => searchDesignA(site.naive.db, site.search(viewer), pageSize),
    SQL: (viewer) => findBySql(site.database, site.search(viewer), pageSize),
    memory: (viewer) => findInMemory(site.index, site.search(viewer), site.around(viewer), pageSize),
  }
}

/** Questions that one core answers in a second: one after another, by the time that the server's process and ours spend on a core. */
export async function measureThroughput(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    const paths = pathsOf(site)
    const clocks = await clocksOf(site.database, site.naive)
    const viewers = site.viewers.mix.slice(0, slowViewers(site))
    const often = Array.from({ length: 10 }, () => viewers).flat()
    const measured = await interleave(
      [
        { name: 'A', run: () => perSecond(clocks, paths.A, viewers) },
        { name: 'SQL', run: () => perSecond(clocks, paths.SQL, viewers) },
        { name: 'memory', run: () => perSecond({ ...clocks, server: () => 0 }, paths.memory, often) },
      ],
      bench.rounds,
    )
    const of = (name: string) => measured.get(name)!
    const rows = [...measured].map(([name, { spread }]) => [name, spreadText(spread)])
    bench.table(`questions a second on one core, mix, ${site.name}`, ['path', 'q/s: median (min..max)'], rows)
    bench.keep(`throughput ${site.name}`, Object.fromEntries(measured))
    const at = { size: site.name, unit: '×', ...atMillion(site) }
    bench.bar({
      ...at,
      name: 'throughput memory / A, mix',
      measured: ratios(of('memory').values, of('A').values),
      atLeast: 100,
    })
    bench.bar({
      ...at,
      name: 'throughput SQL / A, mix',
      measured: ratios(of('SQL').values, of('A').values),
      atLeast: 20,
    })
  }
}

async function perSecond({ server, own }: Clocks, ask: Ask, viewers: readonly number[]): Promise<number> {
  const clock = () => server() + own()
  const from = clock()
  for (const viewer of viewers) await ask(viewer)
  return (1000 * viewers.length) / (clock() - from)
}
