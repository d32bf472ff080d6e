import { type Outcome, startChild } from './child.js'
import type { Memory } from './site.js'

const count = 60
const rounds = 60
const times = 50
const maxMb = 100
/** As long as the messages of people may be. */
const text = 'x'.repeat(4_000)

/** What peers that read nothing cost, and how they are told. */
export async function runSlow(): Promise<Outcome> {
  const site = startChild('site')
  const peers = startChild('peers')
  const { port } = await site.ask<{ port: number }>({ kind: 'listen', port: 0 })
  await peers.ask({ kind: 'open', port, count, pause: true })
  const before = await site.ask<Memory>({ kind: 'memory' })
  let most = before.rss
  for (let round = 0; round < rounds; round += 1) {
    const { rss } = await site.ask<Memory>({ kind: 'tell', times, people: count, text })
    most = Math.max(most, rss)
  }
  const { codes } = await peers.ask<{ codes: Record<string, number> }>({ kind: 'resume', waitMs: 60_000 })
  await Promise.all([site.kill(), peers.kill()])
  const grownMb = (most - before.rss) / 1024 / 1024
  return {
    figures: `${grownMb.toFixed(0)} MB more for ${count} peers that read nothing, closed with ${JSON.stringify(codes)}`,
    bars: [
      { what: `growth <= ${maxMb} MB`, holds: grownMb <= maxMb },
      { what: 'every slow peer is told 4408', holds: codes['4408'] === count },
    ],
  }
}
