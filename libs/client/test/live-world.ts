import { setImmediate } from 'node:timers/promises'

import { vi } from 'vitest'
import WebSocket from 'ws'

import type { LiveEvent, LiveState } from '../src/live/frames.js'
import { Live } from '../src/live/live.js'
import { createSession, memoryTokens, type Tokens, type TokenStore } from '../src/session.js'
import { type LiveServer, startLiveServer } from './live-server.js'

/** A live connection under test and the server it speaks to. */
export interface World {
  readonly server: LiveServer
  readonly live: Live
  readonly heard: LiveEvent[]
  /** How often the session was renewed. */
  readonly renewals: string[]
  readonly tokens: TokenStore
  states(): LiveState[]
  /** The newest peer at the server. */
  peer(): LiveServer['peers'][number]
  end(): Promise<void>
}

export interface WorldOptions {
  readonly cursor?: string
  readonly held?: Partial<Tokens> | null
  /** What a refresh answers; fresh tokens by default. */
  readonly refresh?: (refreshToken: string) => Promise<Tokens>
  readonly prepare?: (server: LiveServer) => void
}

let world: World | undefined

/** Opens a live connection of a signed-in person to a server of its own. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const server = await startLiveServer()
  options.prepare?.(server)
  const first: Tokens = {
    accessToken: 'a1',
    refreshToken: 'r1',
    expiresAt: Date.now() + 300_000,
    ...options.held,
  }
  const tokens = memoryTokens(options.held === null ? undefined : first)
  const renewals: string[] = []
  const refresh = options.refresh ?? (async () => nextTokens(renewals.length))
  const session = createSession(
    tokens,
    ({ refreshToken }) => {
      renewals.push(refreshToken)
      return refresh(refreshToken)
    },
    () => {},
  )
  const live = new Live(server.url, session, {
    WebSocket: WebSocket,
    ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
  })
  const heard: LiveEvent[] = []
  live.on((event) => heard.push(event))
  const states = (): LiveState[] => heard.flatMap((event) => (event.type === 'state' ? [event.state] : []))
  world = { server, live, heard, renewals, tokens, states, peer: () => server.peers.at(-1)!, end }
  return world

  async function end(): Promise<void> {
    live.close()
    await server.stop()
  }
}

const nextTokens = (count: number): Tokens => ({
  accessToken: `a${count + 1}`,
  refreshToken: `r${count + 1}`,
  expiresAt: Date.now() + 300_000,
})

/** Ends the world of the test, if there is one. */
export async function endWorld(): Promise<void> {
  vi.useRealTimers()
  await world?.end()
  world = undefined
}

/** Takes the clock into the test's hand; sockets go on by themselves. */
export const holdTime = (): void => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
}

/** Lets time go by, second for second, with a chance for the sockets after each. */
export async function passTime(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    for (let turn = 0; turn < 5; turn += 1) await setImmediate()
  }
}
