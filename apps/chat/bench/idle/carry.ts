import { setTimeout as pause } from 'node:timers/promises'

import { ChatServiceService, type SubscribeRequest } from '@kindred/contracts/chat'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'
import { createTestAuthority, testServiceConfig } from '@kindred/testkit'

import { createChatService } from '../../src/service.js'

/** To begin on a database, or to carry so many people more. */
type CarryOrder =
  | { readonly kind: 'begin'; readonly databaseUrl: string }
  | { readonly kind: 'carry'; readonly count: number }

/** The heap of the process in bytes, once the people are placed. */
export interface Carrying {
  readonly heap: number
}

/** The role: a chat service and the one stream of a gateway on it. What the gateway's half keeps is nothing of each person. */
export function createCarrier(): (order: CarryOrder) => Promise<Carrying> {
  let carry: ((count: number) => Promise<void>) | undefined
  return async (order) => {
    if (order.kind === 'begin') carry = await begin(order.databaseUrl)
    else await carry?.(order.count)
    return { heap: await heapNow() }
  }
}

async function begin(databaseUrl: string): Promise<(count: number) => Promise<void>> {
  const authority = await createTestAuthority()
  const service = createChatService({
    ...testServiceConfig(authority, databaseUrl),
    peers: {},
    newConversations: 20,
  })
  await service.start()
  const transport = createGrpcTransport({ address: `127.0.0.1:${service.rpcPort}` })
  const client = createClient(ChatServiceService, transport)
  let wanted = 0
  let placed = 0
  let wake = (): void => undefined
  async function* requests(): AsyncGenerator<SubscribeRequest> {
    for (;;) {
      for (; wanted > 0; wanted -= 1)
        yield { change: { $case: 'add', value: { userId: newId(), since: undefined } }, takesMany: true }
      await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const token = await authority.serviceToken('gateway', 'chat')
  void (async () => {
    for await (const { userId, more } of client.subscribe(requests(), { token }))
      // One without a person is a sign of life.
      placed += (userId === '' ? 0 : 1) + more.length
  })()
  return async (count) => {
    const until = placed + count
    wanted = count
    wake()
    while (placed < until) await pause(20)
  }
}

async function heapNow(): Promise<number> {
  await pause(200)
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
