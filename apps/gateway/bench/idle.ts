import { type Outcome, startChild } from './child.js'
import type { Memory } from './site.js'

const warmUp = 500
const count = 4_000
const maxKb = 14

/** What a socket costs that is signed in and says nothing. */
export async function runIdle(): Promise<Outcome> {
  const site = startChild('site')
  const peers = startChild('peers')
  const { port } = await site.ask<{ port: number }>({ kind: 'listen', port: 0 })
  await peers.ask({ kind: 'open', port, count: warmUp })
  const before = await site.ask<Memory>({ kind: 'memory' })
  await peers.ask({ kind: 'open', port, count })
  const after = await site.ask<Memory>({ kind: 'memory' })
  await Promise.all([site.kill(), peers.kill()])
  const kb = (name: keyof Memory): number => (after[name] - before[name]) / count / 1024
  return {
    figures: `${kb('heap').toFixed(1)} KB of heap a socket, ${kb('rss').toFixed(1)} KB of the process, ${count} sockets`,
    bars: [{ what: `heap of an idle socket <= ${maxKb} KB`, holds: kb('heap') <= maxKb }],
  }
}
