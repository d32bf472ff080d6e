import { type AppName, appNames, forEachName, type ServiceName, serviceNames } from './names.js'

/** Where everything listens, on 127.0.0.1. */
export interface Ports {
  readonly gateway: number
  readonly rpc: Readonly<Record<ServiceName, number>>
  readonly ops: Readonly<Record<AppName, number>>
  /** What people see; a stack alone has none of it. */
  readonly front?: { readonly simulator: number; readonly botOps: number }
  /** Of the further instances of every app. */
  readonly more?: readonly Ports[]
}

/** How many instances of every app have ports before those of the ops servers begin. */
export const maxInstances = 9

/** The ports of each instance, the first one's first. */
export const portsOfInstances = (ports: Ports): readonly Ports[] => [ports, ...(ports.more ?? [])]

/**
 * 8080 gives the ports of design: 8080 gateway, 8081–8087 services, 8090 simulator, and 1000 above each its ops server. Each further
 * instance has all of its own 100 above those of the one before.
 */
export function planPorts(base: number, gateway: number = base, instances = 1): Ports {
  const more = Array.from({ length: instances - 1 }, (_, index) => {
    const above = base + 100 * (index + 1)
    return portsFrom(above, above)
  })
  const front = { simulator: base + 10, botOps: base + 1010 }
  return { ...portsFrom(base, gateway), front, ...(more.length > 0 && { more }) }
}

const portsFrom = (base: number, gateway: number): Ports => ({
  gateway,
  rpc: forEachName(serviceNames, (_, index) => base + 1 + index),
  ops: forEachName(appNames, (_, index) => base + 1000 + index),
})

/** Every port by the name of what will listen there. */
export const listPorts = ({ gateway, rpc, ops, front, more = [] }: Ports): [string, number][] => [
  ['gateway', gateway],
  ...Object.entries(rpc),
  ...Object.entries(ops).map(([name, port]): [string, number] => [`${name} ops`, port]),
  ...more.flatMap((ports, index) =>
    listPorts(ports).map(([name, port]): [string, number] => [`${name} ${index + 2}`, port]),
  ),
  ...(front === undefined
    ? []
    : ([
        ['simulator', front.simulator],
        ['bot ops', front.botOps],
      ] as [string, number][])),
]
