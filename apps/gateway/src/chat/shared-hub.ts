import { type Clock, newId } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'

import { type Hub, maxSockets, type Subscriber } from './hub.js'

/** A hub that holds the limit of sockets together with those of the other gateways. */
export interface SharedHub extends Hub {
  /** Says again which sockets are here, as it does on its own every half minute. */
  renew(): Promise<void>
  stop(): void
}

/** The sockets of a gateway that died count for no longer than the second. */
const usualLease = { renewMs: 30_000, keptSeconds: 90 }
const channelOf = (gateway: string): string => `kindred:sockets-replaced:${gateway}`

/**
 * Takes or keeps the place of a socket among those of its person; the oldest above the limit lose theirs, which their gateways are told.
 * A place is `<id of the socket, in the order of time> <gateway>`, with the time at which it falls unless it is kept.
 */
const takePlace = `
  local now = tonumber(redis.call('TIME')[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
  redis.call('EXPIRE', KEYS[1], ARGV[2])
  local places = redis.call('ZRANGE', KEYS[1], 0, -1)
  table.sort(places)
  for i = 1, #places - ARGV[3] do
    redis.call('ZREM', KEYS[1], places[i])
    redis.call('PUBLISH', ARGV[4] .. string.match(places[i], '[^ ]+$'), places[i])
  end`

interface Shared {
  readonly redis: Redis
  readonly clock: Clock
  readonly lease?: typeof usualLease
}

/** Wraps the hub of one gateway. While Redis is away the limit holds for each gateway, as it does without one. */
export function shareHub(hub: Hub, { redis, clock, lease = usualLease }: Shared): SharedHub {
  const { renewMs, keptSeconds } = lease
  const gateway = newId()
  const places = new Map<Subscriber, { readonly userId: string; readonly place: string }>()
  const keyOf = (userId: string): string => `kindred:sockets:${userId}`

  const take = ({ userId, place }: { userId: string; place: string }): Promise<unknown> =>
    redis.ask((client) =>
      client.eval(takePlace, 1, keyOf(userId), place, keptSeconds, maxSockets, channelOf('')),
    )

  async function renew(): Promise<void> {
    for (const [subscriber, socket] of [...places])
      if (places.has(subscriber) && !redis.isAway()) await take(socket)
  }

  const stopListening = redis.listen(channelOf(gateway), (place) => {
    for (const [subscriber, socket] of places) if (socket.place === place) subscriber.replace()
  })
  const timer = setInterval(() => void renew(), renewMs)

  return {
    ...hub,
    join(userId, subscriber) {
      const socket = { userId, place: `${newId(clock.now().getTime())} ${gateway}` }
      places.set(subscriber, socket)
      hub.join(userId, subscriber)
      void take(socket)
    },
    leave(userId, subscriber) {
      const place = places.get(subscriber)?.place
      places.delete(subscriber)
      hub.leave(userId, subscriber)
      if (place !== undefined) void redis.ask((client) => client.zrem(keyOf(userId), place))
    },
    renew,
    stop() {
      clearInterval(timer)
      stopListening()
    },
  }
}
