import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newId, systemClock } from '@kindred/kernel'
import { createRedis, type Redis } from '@kindred/redis'
import { createTestAuthority, testLog } from '@kindred/testkit'
import { hasRedisServer, type RedisServer, startRedisServer } from '@kindred/testkit/redis-server'

import { createHub, type Subscriber } from '../src/chat/hub.js'
import { type SharedHub, shareHub } from '../src/chat/shared-hub.js'
import { startChatWorld } from './chat-world.js'

const noFrame = () => ({ text: '', position: undefined })

describe.skipIf(!hasRedisServer)('the sockets of a person at three gateways', () => {
  let server: RedisServer
  let connections: Redis[]
  let hubs: SharedHub[]

  beforeAll(async () => {
    server = await startRedisServer()
    connections = [0, 1, 2].map(() =>
      createRedis({ url: server.url, log: testLog, alone: 'a gateway counts alone' }),
    )
    await Promise.all(connections.map((one) => one.start()))
    hubs = connections.map((redis) => shareHub(createHub(noFrame), { redis, clock: systemClock }))
  })
  beforeEach(() => listening())
  afterAll(async () => {
    for (const hub of hubs) hub.stop()
    await Promise.all(connections.map((one) => one.stop()))
    await server.kill()
  })

  /** Until every gateway hears what is said to it. */
  const listening = () =>
    expect
      .poll(() => connections[0]!.ask((client) => client.pubsub('CHANNELS', 'kindred:sockets-replaced:*')))
      .toHaveLength(3)

  const places = (userId: string) =>
    expect.poll(() => connections[0]!.ask((client) => client.zcard(`kindred:sockets:${userId}`)))

  interface Socket extends Subscriber {
    isReplaced: boolean
  }

  /** Opens a socket of the person, which closes when it is replaced, as a real one does. */
  function open(hub: SharedHub, userId: string): Socket {
    const socket: Socket = {
      isReplaced: false,
      start: () => undefined,
      deliver: () => undefined,
      resync: () => undefined,
      replace() {
        socket.isReplaced = true
        hub.leave(userId, socket)
      },
    }
    hub.join(userId, socket)
    return socket
  }

  /** Opens sockets at the gateways in turn, each after the one before is known. */
  async function openInTurn(userId: string, count: number): Promise<Socket[]> {
    const sockets: Socket[] = []
    for (let i = 0; i < count; i += 1) {
      sockets.push(open(hubs[i % 3]!, userId))
      await places(userId).toBe(Math.min(5, i + 1))
    }
    return sockets
  }

  const stateOf = (sockets: readonly Socket[]): boolean[] => sockets.map(({ isReplaced }) => isReplaced)

  it('are five together: the oldest gives way, at whichever gateway it is', async () => {
    const [alice, bob] = [newId(), newId()]
    const [hers, his] = [await openInTurn(alice, 7), await openInTurn(bob, 5)]
    await expect.poll(() => stateOf(hers)).toEqual([true, true, false, false, false, false, false])
    expect(stateOf(his)).not.toContain(true)
    await places(alice).toBe(5)
  })

  it('give their places free when they close', async () => {
    const userId = newId()
    const sockets = await openInTurn(userId, 5)
    hubs[0]!.leave(userId, sockets[0]!)
    await places(userId).toBe(4)
    open(hubs[1]!, userId)
    await places(userId).toBe(5)
    expect(stateOf(sockets)).not.toContain(true)
  })

  it('stop counting within a lease when their gateway dies', async () => {
    const userId = newId()
    const [here, there] = [await openInTurn(userId, 2), []] as [Socket[], Socket[]]
    const lease = { renewMs: 3_600_000, keptSeconds: 2 }
    const dying = shareHub(createHub(noFrame), { redis: connections[0]!, clock: systemClock, lease })
    for (let i = 0; i < 3; i += 1) there.push(open(dying, userId))
    dying.stop()
    await places(userId).toBe(5)
    for (const hub of hubs) await hub.renew()
    await expect
      .poll(() =>
        connections[0]!.ask((client) =>
          client.zcount(`kindred:sockets:${userId}`, Date.now() / 1_000, '+inf'),
        ),
      )
      .toBe(2)
    const more = [open(hubs[0]!, userId), open(hubs[1]!, userId), open(hubs[2]!, userId)]
    await places(userId).toBe(5)
    expect(stateOf([...here, ...there, ...more])).not.toContain(true)
  })

  it('close with 4409 at the gateway that has the oldest', async () => {
    const authority = await createTestAuthority()
    const [one, other] = await Promise.all(
      connections.slice(0, 2).map((redis) => startChatWorld({ authority, redis })),
    )
    const userId = newId()
    const first = await one!.connect(userId)
    await places(userId).toBe(1)
    const rest = [1, 2, 3, 4, 5].map(() => other!.connect(userId))
    expect(await first.closed).toMatchObject({ code: 4409 })
    for (const socket of await Promise.all(rest)) await socket.request('ping')
    await Promise.all([one!.close(), other!.close()])
  })

  it('are counted anew after Redis has lost everything, and above the limit the oldest close', async () => {
    const userId = newId()
    const sockets = await openInTurn(userId, 4)
    await server.kill()
    sockets.push(open(hubs[0]!, userId), open(hubs[1]!, userId), open(hubs[2]!, userId))
    expect(stateOf(sockets)).not.toContain(true)
    await server.start()
    await listening()
    await expect
      .poll(async () => {
        for (const hub of hubs) await hub.renew()
        return stateOf(sockets)
      })
      .toEqual([true, true, false, false, false, false, false])
  })
})
