import { defaultLimits } from '../../src/domain/limits.js'
import type { Memory } from '../../src/memory/memory.js'
import { findInService, openContext, openNoMemory, swipe } from '../paths.js'
import type { Site } from '../site.js'
import { type Bench, once, pageSize } from './section.js'

const pages = 50

/** Fifty pages a viewer, each swiped away before the next: nobody comes twice, and every page is the oracle's. */
export async function measurePages(bench: Bench, site: Site): Promise<void> {
  const { dense, heavy, mix } = site.viewers
  const viewers = {
    memory: [dense[0], heavy[0], mix[0]].filter((viewer) => viewer !== undefined),
    sql: [dense[1], heavy[1], mix[1]].filter((viewer) => viewer !== undefined),
  }
  const memories = { memory: site.memory, sql: openNoMemory(site.pool) }
  for (const path of ['memory', 'sql'] as const) {
    const walked = { pages: 0, repeated: 0, otherThanTruth: 0 }
    for (const viewer of viewers[path]) await walk(site, { viewer, memory: memories[path], walked })
    const at = { size: site.name, unit: '', atMost: 0, note: `${walked.pages} pages` }
    bench.bar({ ...at, name: `shown twice, ${path}`, measured: once(walked.repeated) })
    bench.bar({
      ...at,
      name: `pages other than the oracle’s, ${path}`,
      measured: once(walked.otherThanTruth),
    })
    bench.keep(`pages ${site.name} ${path}`, walked)
  }
  await memories.sql.stop()
}

async function walk(
  site: Site,
  {
    viewer,
    memory,
    walked,
  }: {
    viewer: number
    memory: Memory
    walked: { pages: number; repeated: number; otherThanTruth: number }
  },
): Promise<void> {
  const relation = site.relations.of(viewer)
  const shown = new Set(relation.seen)
  // A thousand at once are more than a day allows.
  const context = openContext(site.pool, memory, { ...defaultLimits, swipes: 0 })
  for (let page = 0; page < pages; page++) {
    const truth = site.oracle.answer(viewer, relation).slice(0, pageSize)
    const found = await findInService({ pool: site.pool, memory }, site.search(viewer), pageSize)
    if (found.length === 0 && truth.length === 0) return
    walked.pages++
    if (found.some(({ slot }, at) => slot !== truth[at]?.slot) || found.length !== truth.length)
      walked.otherThanTruth++
    for (const { slot } of found) {
      if (shown.has(slot)) walked.repeated++
      shown.add(slot)
      // Long ago, so that the other sections meet somebody who has swipes left.
      const kind = slot % 2 === 0 ? 'LIKE' : 'PASS'
      await swipe(context, { viewer, target: slot, kind, now: new Date(0) })
      relation.seen.add(slot)
      relation.likers.delete(slot)
    }
  }
}
