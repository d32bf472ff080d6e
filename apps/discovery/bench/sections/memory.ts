import { interleave, short, spreadText } from '../../../../tools/bench/src/index.js'
import { loadIndex } from '../paths.js'
import { type Bench, once } from './section.js'

/** What the index holds for a person, and how long it takes to fill it from the database. */
export async function measureMemory(bench: Bench): Promise<void> {
  const rows: string[][] = []
  for (const site of bench.sites) {
    const load = async (): Promise<number> => {
      const from = performance.now()
      await loadIndex(site.database, site.people)
      return (performance.now() - from) / 1000
    }
    const spread = (await interleave([{ name: 'load', run: load }], bench.rounds)).get('load')!.spread
    const { size, bytes } = site.index
    rows.push([site.name, short(size), short(bytes / 1_048_576), short(bytes / size), spreadText(spread)])
    const perMillion = 1_000_000 / site.people.count
    const scaled = {
      ...spread,
      median: spread.median * perMillion,
      min: spread.min * perMillion,
      max: spread.max * perMillion,
    }
    bench.bar({
      name: 'memory of the index',
      size: site.name,
      unit: 'B a person',
      measured: once(bytes / size),
      atMost: 64,
    })
    bench.bar({ name: 'loading the index', size: site.name, unit: 's a million', measured: scaled, atMost: 3 })
    bench.keep(`memory ${site.name}`, { size, bytes, seconds: spread })
  }
  bench.table('the index in memory', ['size', 'people held', 'MB', 'B a person', 'load, s'], rows)
}
