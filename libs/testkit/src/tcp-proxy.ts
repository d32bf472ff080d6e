import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between two programs that can be made slow, silent or short. */
export interface TcpProxy {
  readonly port: number
  /** The same address through the proxy. */
  through(url: string): string
  /** Milliseconds that everything takes each way from now on. */
  latencyMs: number
  /** Lines that are open lose every byte from now on, and neither end is told of anything; what is opened meanwhile fares alike. */
  swallow(): void
  /** New lines work again; those that were swallowed never do. */
  heal(): void
  /** Ends all lines. */
  cut(): void
  close(): Promise<void>
}

interface Line {
  readonly ends: readonly [Socket, Socket]
  isSwallowed: boolean
}

/** Opens a proxy in front of a port of this machine. */
export async function openTcpProxy(target: number): Promise<TcpProxy> {
  const lines = new Set<Line>()
  let isSwallowing = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    const line: Line = { ends: [near, far], isSwallowed: isSwallowing }
    lines.add(line)
    join(line, near, far)
    join(line, far, near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  function join(line: Line, from: Socket, to: Socket): void {
    const later = (act: () => void): void => {
      const unlessSwallowed = (): void => (line.isSwallowed ? undefined : act())
      if (proxy.latencyMs === 0) unlessSwallowed()
      else setTimeout(unlessSwallowed, proxy.latencyMs)
    }
    from.setNoDelay(true)
    from.on('data', (bytes) => later(() => void to.write(bytes)))
    from.on('error', () => undefined)
    from.on('close', () => later(() => to.destroy()))
  }

  const proxy: TcpProxy = {
    port,
    latencyMs: 0,
    through(url) {
      const changed = new URL(url)
      changed.hostname = '127.0.0.1'
      changed.port = String(port)
      return changed.toString()
    },
    swallow() {
      isSwallowing = true
      for (const line of lines) line.isSwallowed = true
    },
    heal: () => void (isSwallowing = false),
    cut() {
      for (const { ends } of lines) for (const end of ends) end.destroy()
      lines.clear()
    },
    async close() {
      proxy.cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}
