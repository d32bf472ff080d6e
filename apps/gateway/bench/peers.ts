import { WebSocket } from 'ws'

import { createClient, type Live, memoryTokens, type SocketConstructor } from '@kindred/client'

import { obey } from './child.js'

/** What the process of the clients is told. */
type PeersOrder =
  | { readonly kind: 'open'; readonly port: number; readonly count: number; readonly pause?: boolean }
  | { readonly kind: 'resume'; readonly waitMs: number }
  | { readonly kind: 'connect'; readonly port: number; readonly count: number }
  | { readonly kind: 'comeBack' }

const atOnce = 50
/** As long as a real one. */
const token = (person: number): string => `p${person}.${'x'.repeat(600)}`

/** The role: people with sockets, plain ones or those of the published client. */
export async function runPeers(): Promise<void> {
  const sockets: WebSocket[] = []
  const codes: number[] = []
  let lives: Live[] = []
  obey(async (order: PeersOrder) => {
    if (order.kind === 'open') {
      for (let from = 0; from < order.count; from += atOnce)
        await Promise.all(
          Array.from({ length: Math.min(atOnce, order.count - from) }, (_, i) => open(order.port, from + i)),
        )
      if (order.pause === true) for (const socket of sockets) socket.pause()
    }
    if (order.kind === 'resume') {
      for (const socket of sockets) socket.resume()
      const until = Date.now() + order.waitMs
      while (codes.length < sockets.length && Date.now() < until) await soon()
      return {
        codes: codes.reduce<Record<string, number>>(
          (all, code) => ({ ...all, [code]: (all[code] ?? 0) + 1 }),
          {},
        ),
      }
    }
    if (order.kind === 'connect') {
      lives = Array.from({ length: order.count }, (_, person) => connect(order.port, person))
      while (!lives.every(({ state }) => state === 'ready')) await soon()
    }
    if (order.kind === 'comeBack') return { times: await timesOf(lives) }
    return {}
  })

  async function open(port: number, person: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/chat/connect`, 'kindred.v1')
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('close', (code) => codes.push(code))
    await new Promise((resolve) => socket.once('open', resolve))
    socket.send(JSON.stringify({ type: 'auth', id: '1', data: { access_token: token(person), cursor: '' } }))
    await new Promise((resolve) => socket.once('message', resolve))
  }
}

function connect(port: number, person: number): Live {
  const tokens = memoryTokens({
    accessToken: token(person),
    refreshToken: 'r',
    expiresAt: Date.now() + 3_600_000,
  })
  const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, tokens })
  return client.connect({ WebSocket: WebSocket as unknown as SocketConstructor })
}

/** From now until each is ready again, after it was not; milliseconds. */
async function timesOf(lives: readonly Live[]): Promise<number[]> {
  const startedAt = performance.now()
  return Promise.all(
    lives.map(
      (live) =>
        new Promise<number>((resolve) => {
          const stop = live.on((event) => {
            if (event.type !== 'state' || event.state !== 'ready') return
            stop()
            resolve(performance.now() - startedAt)
          })
        }),
    ),
  )
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50))
