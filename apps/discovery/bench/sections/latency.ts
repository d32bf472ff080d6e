import { quantile, type Spread, spreadOf, spreadText } from '../../../../tools/bench/src/index.js'
import { findInService } from '../paths.js'
import type { Site } from '../site.js'
import { classes, type ViewerClass, type Viewers } from '../viewers.js'
import { measureEndToEnd } from './end-to-end.js'
import { atMillion, type Bench, pageSize } from './section.js'
import { type Ask, pathsOf, slowViewers } from './throughput.js'

/** One round of one path: what passed on the wall, question by question. */
interface Round {
  readonly p50: number
  readonly p99: number
}

const limits: Partial<Record<ViewerClass, number>> = { dense: 3, mix: 2 }

/** How long one question takes, one after another: at the index, and in the service with all that it must look up first. */
export async function measureLatency(bench: Bench): Promise<void> {
  for (const site of bench.sites) {
    const paths: Record<string, Ask> = {
      ...pathsOf(site),
      'in service': (viewer) => findInService(site, site.search(viewer), pageSize),
    }
    const rows: string[][] = []
    const taken = await takeRounds(
      site.viewers,
      { paths, slow: slowViewers(site) },
      Math.max(bench.rounds, 5),
    )
    for (const kind of classes)
      for (const [path, list] of Object.entries(taken[kind])) {
        const [half, most] = [spreadOf(list.map(({ p50 }) => p50)), spreadOf(list.map(({ p99 }) => p99))]
        rows.push([kind, path, spreadText(half), spreadText(most)])
        bench.keep(`latency ${site.name} ${kind} ${path}`, { p50: half, p99: most })
        if (path === 'in service') setBar(bench, site, { kind, measured: most })
      }
    bench.table(`one question in milliseconds, ${site.name}`, ['viewers', 'path', 'p50', 'p99'], rows)
  }
  await measureEndToEnd(bench)
}

function setBar(bench: Bench, site: Site, { kind, measured }: { kind: ViewerClass; measured: Spread }): void {
  const atMost = limits[kind]
  if (atMost === undefined) return
  bench.bar({
    name: `in-service p99, ${kind}`,
    size: site.name,
    unit: 'ms',
    measured,
    atMost,
    ...atMillion(site),
  })
}

/**
 * The paths take turns, and so do the classes, so that a slow minute of the machine is one round of each and not all rounds of one. The first
 * round warms up and is not kept. Design A takes so long that fewer viewers must do.
 */
async function takeRounds(
  viewers: Viewers,
  { paths, slow }: { paths: Readonly<Record<string, Ask>>; slow: number },
  rounds: number,
): Promise<Record<ViewerClass, Record<string, Round[]>>> {
  const none = () => Object.fromEntries(Object.keys(paths).map((path) => [path, [] as Round[]]))
  const taken: Record<ViewerClass, Record<string, Round[]>> = {
    dense: none(),
    sparse: none(),
    heavy: none(),
    mix: none(),
  }
  for (let round = -1; round < rounds; round++)
    for (const kind of classes)
      for (const [path, ask] of Object.entries(paths)) {
        const times: number[] = []
        const asked = path === 'A' ? viewers[kind].slice(0, slow) : viewers[kind]
        for (const viewer of asked) times.push(await timeOf(ask, viewer))
        if (round >= 0) taken[kind][path]!.push({ p50: quantile(times, 0.5), p99: quantile(times, 0.99) })
      }
  return taken
}

async function timeOf(ask: Ask, viewer: number): Promise<number> {
  const from = performance.now()
  await ask(viewer)
  return performance.now() - from
}
