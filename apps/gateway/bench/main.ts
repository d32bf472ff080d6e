import { runHerd } from './herd.js'
import { runIdle } from './idle.js'
import { runPeers } from './peers.js'
import { runSite } from './site.js'
import { runSlow } from './slow.js'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const roles: Readonly<Record<string, () => Promise<void>>> = { site: runSite, peers: runPeers }
const sections = { idle: runIdle, slow: runSlow, herd: runHerd }

const [first = '', ...rest] = process.argv.slice(2)
const role = first === '--role' ? roles[rest[0] ?? ''] : undefined
if (role !== undefined) await role()
else {
  const wanted = first === '' ? Object.keys(sections) : [first]
  for (const [name, run] of Object.entries(sections)) {
    if (!wanted.includes(name)) continue
    const { figures, bars } = await run()
    say(`${name}: ${figures}`)
    for (const { what, holds } of bars) {
      say(`  ${holds ? 'met' : 'NOT MET'}: ${what}`)
      if (!holds) process.exitCode = 1
    }
  }
}
