import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { createClient, memoryTokens, type SocketConstructor } from '@kindred/client'
import { newId } from '@kindred/kernel'
import { openTcpProxy, type TcpProxy } from '@kindred/testkit'

import { startChatWorld } from './chat-world.js'

const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => 1 + i)

/** Tests the published client over a real line of each latency, in ms, that breaks three times. */
export function itHearsAllOverSlowLines(latencies: readonly number[]): void {
  let world: Awaited<ReturnType<typeof startChatWorld>>
  let proxy: TcpProxy

  afterEach(async () => {
    await proxy.close()
    await world.close()
  })

  it.each(latencies)(
    'the published client hears everything once and in order over a real line of %s ms that breaks',
    { timeout: 120_000 },
    async (latencyMs) => {
      world = await startChatWorld()
      proxy = await openTcpProxy(Number(world.address.split(':')[1]))
      proxy.latencyMs = latencyMs
      const userId = newId()
      const accessToken = await world.authority.issue(userId)
      const tokens = memoryTokens({ accessToken, refreshToken: 'r', expiresAt: Date.now() + 240_000 })
      const client = createClient({ baseUrl: `http://127.0.0.1:${proxy.port}`, tokens })
      const live = client.connect({ WebSocket: WebSocket as unknown as SocketConstructor, cursor: '0' })
      const seqs: number[] = []
      live.on((event) => void (event.type === 'message.created' && seqs.push(event.data.message!.seq)))
      const tell = (seq: number): void => {
        const message = {
          id: newId(),
          conversationId: userId,
          seq,
          senderId: userId,
          clientMessageId: `${seq}`,
          text: 'x',
          advice: [],
        }
        world.chat.tell(userId, {
          $case: 'messageCreated',
          value: { message: { ...message, createdAt: new Date() } },
        })
      }

      for (let round = 0; round < 3; round += 1) {
        for (let one = 1; one <= 20; one += 1) tell(round * 40 + one)
        await expect.poll(() => live.state, { timeout: 60_000 }).toBe('ready')
        for (let one = 21; one <= 40; one += 1) tell(round * 40 + one)
        proxy.cut()
        await expect.poll(() => live.state, { timeout: 60_000 }).not.toBe('ready')
      }
      await expect.poll(() => seqs.at(-1), { timeout: 60_000 }).toBe(120)
      expect(seqs).toEqual(upTo(120))
      live.close()
    },
  )
}
