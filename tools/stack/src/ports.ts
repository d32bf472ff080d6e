import { type AppName, appNames, forEachName, type ServiceName, serviceNames } from './names.js'

/** Where everything listens, on 127.0.0.1. */
export interface Ports {
  readonly gateway: number
  readonly rpc: Readonly<Record<ServiceName, number>>
  readonly ops: Readonly<Record<AppName, number>>
  /** What people see; a stack alone has none of it. */
  readonly front?: { readonly simulator: number; readonly botOps: number }
}

/** 8080 gives the ports of design: 8080 gateway, 8081–8085 services, 8090 simulator, and 1000 above each its ops server. */
export function planPorts(base: number, gateway: number = base): Ports {
  return {
    gateway,
    rpc: forEachName(serviceNames, (_, index) => base + 1 + index),
    ops: forEachName(appNames, (_, index) => base + 1000 + index),
    front: { simulator: base + 10, botOps: base + 1010 },
  }
}

/** Every port by the name of what will listen there. */
export const listPorts = ({ gateway, rpc, ops, front }: Ports): [string, number][] => [
  ['gateway', gateway],
  ...Object.entries(rpc),
  ...Object.entries(ops).map(([name, port]): [string, number] => [`${name} ops`, port]),
  ...(front === undefined
    ? []
    : ([
        ['simulator', front.simulator],
        ['bot ops', front.botOps],
      ] as [string, number][])),
]
