import { createServer } from 'node:net'

import { type Hosts, loopback } from '../addresses.js'
import type { StartConfig } from '../config.js'
import { listPorts, planPorts, type Ports, portsOfInstances } from '../ports.js'
import { codeOf } from '../start-failure.js'
import type { Finding } from './finding.js'
import { findPortOwner } from './port-owner.js'

/** That every port can be had, the gateway's unless it is `gatewayIsOurs` already; advises the next block that is free. */
export async function checkPorts(
  config: Pick<StartConfig, 'ports' | 'portBase' | 'hosts'>,
  gatewayIsOurs = false,
): Promise<Finding> {
  const name = 'ports'
  const taken = await findTaken(config.ports, config.hosts, gatewayIsOurs)
  if (taken === undefined)
    return { name, ok: true, detail: `${config.ports.gateway} and those beside it are free` }
  const { what, port, code } = taken
  if (code !== 'EADDRINUSE') return { name, ok: false, advice: explainRefusal(taken, config.hosts) }
  const owner = findPortOwner(port) ?? 'another program'
  const instances = portsOfInstances(config.ports).length
  const base = await nextFreeBase(config.portBase, instances)
  return {
    name,
    ok: false,
    advice: `Port ${port} (${what}) is taken by ${owner}: stop it, or run PORT_BASE=${base} npm start.`,
  }
}

interface Taken {
  readonly what: string
  readonly port: number
  readonly code: string
}

function explainRefusal({ what, port, code }: Taken, hosts: Hosts): string {
  const [setting, host] = isGateway(what) ? ['GATEWAY_HOST', hosts.gateway] : ['BIND_HOST', hosts.inner]
  if (code === 'EACCES')
    return `Port ${port} (${what}) is for root only: choose another with ${what === 'gateway' ? 'GATEWAY_PORT' : 'PORT_BASE'}.`
  const addresses = code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL' || code === 'EAI_AGAIN'
  const why = addresses ? `this machine has no address ${host}` : `nothing can listen on ${host} (${code})`
  return `${setting}: ${why}: name an address of this machine, 127.0.0.1 for this machine alone or 0.0.0.0 for all.`
}

/** Of any instance. */
const isGateway = (what: string): boolean => /^gateway( \d+)?$/.test(what)

async function findTaken(ports: Ports, hosts: Hosts, gatewayIsOurs: boolean): Promise<Taken | undefined> {
  for (const [what, port] of listPorts(ports)) {
    if (what === 'gateway' && gatewayIsOurs) continue
    const host = isGateway(what) ? hosts.gateway : what === 'simulator' ? loopback.gateway : hosts.inner
    const code = await refusalOf(port, host)
    if (code !== undefined) return { what, port, code }
  }
  return undefined
}

async function nextFreeBase(base: number, instances: number): Promise<number> {
  for (let next = base + 100; next < 64_000; next += 100)
    if ((await findTaken(planPorts(next, next, instances), loopback, false)) === undefined) return next
  return 0
}

/** Undefined when the port can be had. */
function refusalOf(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(codeOf(error) ?? 'unknown reason'))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}
