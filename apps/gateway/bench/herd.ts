import { type Outcome, startChild } from './child.js'

const count = 1_000
const maxSeconds = 5

/** How long the published client is away when a gateway dies and comes back. */
export async function runHerd(): Promise<Outcome> {
  let site = startChild('site')
  const peers = startChild('peers')
  const { port } = await site.ask<{ port: number }>({ kind: 'listen', port: 0 })
  await peers.ask({ kind: 'connect', port, count })
  const back = peers.ask<{ times: number[] }>({ kind: 'comeBack' })
  const diedAt = performance.now()
  await site.kill()
  site = startChild('site')
  await site.ask({ kind: 'listen', port })
  const restartS = (performance.now() - diedAt) / 1000
  const { times } = await back
  await Promise.all([site.kill(), peers.kill()])
  const sorted = times.sort((one, other) => one - other)
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1]! / 1000
  return {
    figures: `back after ${at(0.5).toFixed(1)} s (median), ${at(0.95).toFixed(1)} s (p95), ${at(1).toFixed(1)} s (last), ${count} clients; the gateway itself was away for ${restartS.toFixed(1)} s`,
    bars: [
      { what: `p95 <= ${maxSeconds} s after a restart of 2 s`, holds: at(0.95) - restartS <= maxSeconds - 2 },
    ],
  }
}
