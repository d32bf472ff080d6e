import { afterEach, expect, it } from 'vitest'

import { AuthServiceService, type WatchRevocationsResponse } from '@kindred/contracts/auth'
import { testLog } from '@kindred/testkit'

import { beatMs, createClient, type Handlers, implement, keepOpen, pushedItems } from '../src/index.js'
import { closeAll, openBy, partly, startServer } from './harness.js'

type AuthHandlers = Handlers<object, typeof AuthServiceService>

const patience = { timeout: 60_000 }
const stops: (() => void)[] = []

afterEach(async () => {
  stops.splice(0).forEach((stop) => stop())
  await closeAll()
})

/** An instance whose streams name it, and say nothing more once `hang` was called. */
async function serve(name: string) {
  let hangs = false
  let opened = 0
  const handlers: Partial<AuthHandlers> = {
    async *watchRevocations(_context, _request, { signal }) {
      opened += 1
      const options = { signal, limit: 1, everyMs: beatMs }
      for await (const { items } of pushedItems<string>((push) => (push([name]), () => undefined), options)) {
        if (hangs) await new Promise((resolve) => signal.addEventListener('abort', resolve))
        yield { sessionIds: items, shutOutSessionIds: [], snapshot: items.length > 0 }
      }
    },
  }
  const service = implement(AuthServiceService, partly<AuthHandlers>(handlers), {})
  const { address } = await startServer([service])
  return {
    name,
    address,
    opened: () => opened,
    hang: () => void (hangs = true),
    wake: () => void (hangs = false),
  }
}

async function follow(addresses: readonly string[]) {
  const messages: WatchRevocationsResponse[] = []
  const auth = createClient(AuthServiceService, await openBy('by a stream of its own', addresses.join()))
  const open = async (signal: AbortSignal) => auth.watchRevocations({}, { token: 'service', signal })
  stops.push(keepOpen({ open, take: (message) => messages.push(message), log: testLog, lost: 'lost it' }))
  return { messages, told: () => messages.flatMap(({ sessionIds }) => sessionIds) }
}

it('leaves a stream alone that has no news, since it gives signs of life', async () => {
  const instance = await serve('one')
  const { messages, told } = await follow([instance.address])
  // More beats than fit into the silence that is taken for a hang.
  await expect.poll(() => messages.length, patience).toBeGreaterThan(8)
  expect([told(), instance.opened()]).toEqual([['one'], 1])
})

it('opens the stream at another instance when one gives no sign of life, though its connection does', async () => {
  const instances = [await serve('one'), await serve('two')]
  const { told } = await follow(instances.map(({ address }) => address))
  await expect.poll(told, patience).toHaveLength(1)
  const first = instances.find(({ name }) => name === told()[0])!
  const other = instances.find(({ name }) => name !== told()[0])!
  first.hang()
  await expect.poll(told, patience).toContain(other.name)
})
