import { createServer, type Server } from 'node:net'

// Below the range from which systems take the ports of outgoing connections.
const lowest = 20_000
const highest = 32_000

/** `count` ports that were free on 127.0.0.1 a moment ago, picked at random so that parallel tests rarely meet. */
export async function freePorts(count: number): Promise<number[]> {
  const held = new Map<number, Server>()
  while (held.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    const server = held.has(port) ? undefined : await hold(port)
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
