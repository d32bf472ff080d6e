import { spreadOf } from '../../../../tools/bench/src/index.js'
import type { Found } from '../../src/domain/search.js'
import { searchDesignA } from '../design-a.js'
import { findBySql, findInService } from '../paths.js'
import type { Site } from '../site.js'
import { classes, type ViewerClass } from '../viewers.js'
import { type Bench, pageSize } from './section.js'
import { slowViewers } from './throughput.js'

const paths = ['memory', 'SQL', 'A', 'C', 'C, filters first'] as const
type Path = (typeof paths)[number]

interface Tally {
  readonly recalls: number[]
  /** Answers that are the oracle's to the last slot, score and kilometre. */
  exact: number
  /** Found people who must not be shown. */
  wrong: number
}

/** How much of the true best 20 each path finds, by kind of viewer, and whether it shows anybody it must not. */
export async function measureRecall(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    const rows: string[][] = []
    for (const kind of classes) {
      const tallies = await judgeClass(site, kind)
      for (const path of paths) rows.push(describe(kind, path, tallies[path]))
      for (const path of ['memory', 'SQL'] as const)
        setBars(bench, site, { kind, path, tally: tallies[path] })
      bench.keep(`recall ${site.name} ${kind}`, tallies)
    }
    bench.table(
      `recall@${pageSize}, ${site.name}`,
      ['viewers', 'path', 'n', 'mean', 'min', 'exactly the same', 'not allowed'],
      rows,
    )
  }
}

async function judgeClass(site: Site, kind: ViewerClass): Promise<Record<Path, Tally>> {
  const tallies = Object.fromEntries(
    paths.map((path) => [path, { recalls: [], exact: 0, wrong: 0 }]),
  ) as unknown as Record<Path, Tally>
  for (const [nth, viewer] of site.viewers[kind].slice(0, 200).entries()) {
    const relation = site.relations.of(viewer)
    const search = site.search(viewer)
    const truth = site.oracle.answer(viewer, relation)
    count(tallies.memory, truth, await findInService(site, search, pageSize))
    count(tallies.SQL, truth, await findBySql(site.database, search, pageSize))
    if (nth < slowViewers(site))
      countSlots(tallies.A, truth, await searchDesignA(site.naive.db, search, pageSize))
    count(tallies['C, filters first'], truth, site.oracle.mostRecentAllowed(truth).slice(0, pageSize))
    count(tallies.C, truth, site.oracle.mostRecent(viewer, truth).slice(0, pageSize))
  }
  return tallies
}

function count(tally: Tally, truth: readonly Found[], found: readonly Found[]): void {
  countSlots(
    tally,
    truth,
    found.map(({ slot }) => slot),
  )
  const same = found.every((one, at) => {
    const wanted = truth[at]
    return one.slot === wanted?.slot && one.score === wanted.score && one.km === wanted.km
  })
  if (same && found.length === Math.min(pageSize, truth.length)) tally.exact++
}

function countSlots(tally: Tally, truth: readonly Found[], slots: readonly number[]): void {
  const best = truth.slice(0, pageSize).map(({ slot }) => slot)
  const allowed = new Set(truth.map(({ slot }) => slot))
  const found = new Set(slots)
  tally.recalls.push(best.length === 0 ? 1 : best.filter((slot) => found.has(slot)).length / best.length)
  tally.wrong += slots.filter((slot) => !allowed.has(slot)).length
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function describe(kind: ViewerClass, path: Path, { recalls, exact, wrong }: Tally): string[] {
  const least = Math.min(...recalls)
  const rest = path === 'A' ? '' : `${exact} of ${recalls.length}`
  return [kind, path, String(recalls.length), mean(recalls).toFixed(4), least.toFixed(2), rest, String(wrong)]
}

function setBars(
  bench: Bench,
  site: Site,
  { kind, path, tally }: { kind: ViewerClass; path: Path; tally: Tally },
): void {
  const at = { size: site.name, unit: '', note: `n=${tally.recalls.length}` }
  const name = `recall@${pageSize} ${path}, ${kind}`
  bench.bar({ ...at, name: `${name}: mean`, measured: spreadOf([mean(tally.recalls)]), atLeast: 0.99 })
  bench.bar({
    ...at,
    name: `${name}: worst viewer`,
    measured: spreadOf([Math.min(...tally.recalls)]),
    atLeast: 0.9,
  })
  bench.bar({ ...at, name: `${name}: filters violated`, measured: spreadOf([tally.wrong]), atMost: 0 })
}
