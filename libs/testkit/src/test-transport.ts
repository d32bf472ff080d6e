import { createGrpcTransport, type Transport } from '@kindred/rpc'

/** The way to a service under test. A call that names no deadline waits ten times as long as usual: the machine may be busy. */
export const testTransport = (address: string): Transport =>
  createGrpcTransport({ address, deadlineScale: 10 })
