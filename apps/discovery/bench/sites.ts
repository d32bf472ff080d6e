import type { House } from './house.js'
import type { Options, Section } from './options.js'
import { createSite, type Site } from './site.js'

/** The people of all sizes, made when the first section asks for them. */
export interface Sites {
  /** In the order of their sizes. */
  for(section: Section): Promise<readonly Site[]>
  close(): Promise<void>
}

export function createSites(house: House, { sizes }: Options, say: (line: string) => void): Sites {
  const now = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
  const crowds = { usual: [] as Site[], everyClass: [] as Site[] }
  return {
    async for(section) {
      const everyClass = section === 'agreement'
      const crowd = everyClass ? crowds.everyClass : crowds.usual
      for (const size of sizes.slice(crowd.length))
        crowd.push(await createSite(house, { ...size, now, everyClass, say }))
      return crowd
    },
    async close() {
      await Promise.all(
        Object.values(crowds).flatMap((crowd) => crowd.map((site) => site.close().catch(() => undefined))),
      )
    },
  }
}
