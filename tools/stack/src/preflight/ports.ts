import { createServer } from 'node:net'

import type { StartConfig } from '../config.js'
import { listPorts, planPorts, type Ports } from '../ports.js'
import type { Finding } from './finding.js'
import { findPortOwner } from './port-owner.js'

/** That every port is free; advises the next block that is. */
export async function checkPorts(config: Pick<StartConfig, 'ports' | 'portBase'>): Promise<Finding> {
  const name = 'ports'
  const taken = await findTaken(config.ports)
  if (taken === undefined) return { name, ok: true, detail: `${config.ports.gateway} and those beside it are free` }
  const [what, port] = taken
  const owner = findPortOwner(port) ?? 'another program'
  const base = await nextFreeBase(config.portBase)
  return {
    name,
    ok: false,
    advice: `Port ${port} (${what}) is taken by ${owner}: stop it, or run PORT_BASE=${base} npm start.`,
  }
}

async function findTaken(ports: Ports): Promise<[string, number] | undefined> {
  for (const entry of listPorts(ports)) if (!(await isFree(entry[1]))) return entry
  return undefined
}

async function nextFreeBase(base: number): Promise<number> {
  for (let next = base + 100; next < 64_000; next += 100)
    if ((await findTaken(planPorts(next))) === undefined) return next
  return 0
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
