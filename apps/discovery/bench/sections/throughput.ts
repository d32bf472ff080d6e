import { interleave, quantile, short, spreadText } from '../../../../tools/bench/src/index.js'
import { searchDesignA } from '../design-a.js'
import { findBySql, findInMemory } from '../paths.js'
import { type Site } from '../site.js'
import { classes } from '../viewers.js'
import { atMillion, type Bench, pageSize, ratios } from './section.js'

/** One question through one path. */
export type Ask = (viewer: number) => unknown

/** The paths that are compared, by name. */
export function pathsOf(site: Site): Record<'A' | 'SQL' | 'memory', Ask> {
  return {
    A: (viewer) => searchDesignA(site.database.db, site.search(viewer), pageSize),
    SQL: (viewer) => findBySql(site.database, site.search(viewer), pageSize),
    memory: (viewer) => findInMemory(site.index, site.search(viewer), site.around(viewer), pageSize),
  }
}

/** Questions a second, one after another: each path keeps one core busy, its own and the server's by turns. */
export async function measureThroughput(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    const paths = pathsOf(site)
    const viewers = site.viewers.mix
    const slow = viewers.slice(0, site.people.count > 500_000 ? 100 : 200)
    const measured = await interleave(
      [
        { name: 'A', run: () => perSecond(paths.A, slow) },
        { name: 'SQL', run: () => perSecond(paths.SQL, viewers) },
        { name: 'memory', run: () => perSecond(paths.memory, viewers, 10) },
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

async function perSecond(ask: Ask, viewers: readonly number[], times = 1): Promise<number> {
  const from = performance.now()
  for (let time = 0; time < times; time++) for (const viewer of viewers) await ask(viewer)
  return (1000 * times * viewers.length) / (performance.now() - from)
}

/** Latency of single questions in the service, one after another, by kind of viewer. */
export async function measureLatency(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    const rows: string[][] = []
    for (const kind of classes) {
      const times = await timesOf(site, kind, bench.rounds)
      for (const [path, rounds] of Object.entries(times)) {
        const [half, most] = [0.5, 0.99].map((share) => rounds.map((list) => quantile(list, share))) as [
          number[],
          number[],
        ]
        rows.push([kind, path, spread(half), spread(most)])
        bench.keep(`latency ${site.name} ${kind} ${path}`, { p50: half, p99: most })
        const limit = { dense: 3, mix: 2, sparse: undefined, heavy: undefined }[kind]
        if (path !== 'memory' || limit === undefined) continue
        const measured = {
          median: quantile(most, 0.5),
          min: Math.min(...most),
          max: Math.max(...most),
          rounds: most.length,
        }
        bench.bar({
          name: `in-service p99, ${kind}`,
          size: site.name,
          unit: 'ms',
          measured,
          atMost: limit,
          ...atMillion(site),
        })
      }
    }
    bench.table(`one question in milliseconds, ${site.name}`, ['viewers', 'path', 'p50', 'p99'], rows)
  }
}

const spread = (values: readonly number[]): string =>
  `${short(quantile(values, 0.5))} (${short(Math.min(...values))}..${short(Math.max(...values))})`

async function timesOf(
  site: Site,
  kind: (typeof classes)[number],
  rounds: number,
): Promise<Record<string, number[][]>> {
  const paths = pathsOf(site)
  const times: Record<string, number[][]> = {}
  for (let round = -1; round < rounds; round++) {
    for (const [name, ask] of Object.entries(paths)) {
      const viewers = name === 'A' ? site.viewers[kind].slice(0, 60) : site.viewers[kind]
      const list: number[] = []
      for (let time = 0; time < (name === 'memory' ? 5 : 1); time++)
        for (const viewer of viewers) list.push(await timeOf(ask, viewer))
      if (round >= 0) (times[name] ??= []).push(list)
    }
  }
  return times
}

async function timeOf(ask: Ask, viewer: number): Promise<number> {
  const from = performance.now()
  await ask(viewer)
  return performance.now() - from
}
