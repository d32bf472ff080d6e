import { createServer, type Server } from 'node:net'

// Below the range from which systems take the ports of outgoing connections.
const lowest = 20_000
const highest = 32_000
/** Test workers that run at once each pick in a part of their own: a port is let go before it is used. */
const parts = 4
const size = (highest - lowest) / parts
/** Ports that this worker gave out, which may not be in use yet. */
const given = new Set<number>()

/** `count` ports that were free on 127.0.0.1 a moment ago, and that no other call of this test run is given. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>()
  const first = lowest + (Number(process.env['VITEST_POOL_ID'] ?? 0) % parts) * size
  if (given.size + count > size / 2) given.clear()
  while (held.size < count) {
    const port = first + Math.floor(Math.random() * size)
    if (given.has(port)) continue
    given.add(port)
    const server = await hold(port)
    if (server) held.set(port, server)
  }
  await Promise.all([...held.values()].map((server) => new Promise((resolve) => server.close(resolve))))
  return [...held.keys()]
}

function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
