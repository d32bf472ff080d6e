import { interleave, short, type Spread, spreadText } from '../../../../tools/bench/src/index.js'
import { loadIndex } from '../paths.js'
import type { Site } from '../site.js'
import { atMillion, type Bench, once } from './section.js'

/** What the people take in memory, and how long it takes until the service has read them from the database. */
export async function measureMemory(bench: Bench): Promise<void> {
  const rows: string[][] = []
  for (const site of bench.sites) {
    const load = async (): Promise<number> => {
      const from = performance.now()
      await loadIndex(site.pool)
      return (performance.now() - from) / 1000
    }
    const { spread } = (await interleave([{ name: 'load', run: load }], bench.rounds)).get('load')!
    const { size, bytes } = site.index
    rows.push([site.name, short(size), short(bytes / 1_048_576), short(bytes / size), spreadText(spread)])
    const [person, million] = [once(bytes / site.people.count), scaled(spread, site)]
    const ofHeld = `${short(bytes / size)} for each of the ${short(size)} who are held`
    const fixedCosts =
      site.people.count >= 100_000 ? { note: ofHeld } : { judged: false, note: `judged from 100k; ${ofHeld}` }
    bench.bar({
      name: 'memory of the index',
      size: site.name,
      unit: 'B a person',
      measured: person,
      atMost: 64,
      ...fixedCosts,
    })
    bench.bar({
      name: 'loading the index',
      size: site.name,
      unit: 's a million',
      measured: million,
      atMost: 3,
      ...atMillion(site),
    })
    bench.keep(`memory ${site.name}`, { size, bytes, seconds: spread })
  }
  bench.table('the people in memory', ['size', 'people held', 'MB', 'B a person', 'load, s'], rows)
}

function scaled(seconds: Spread, site: Site): Spread {
  const times = 1_000_000 / site.people.count
  return { ...seconds, median: seconds.median * times, min: seconds.min * times, max: seconds.max * times }
}
