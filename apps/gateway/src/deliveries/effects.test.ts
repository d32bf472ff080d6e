import { expect, it } from 'vitest'

import type { Delivery, FinishDeliveryRequest } from '@kindred/contracts/notification'

import { deliveryEffects } from './effects.js'

const claim = '/kindred.notification.v1.DeliveryService/ClaimDeliveries'
const delivery = (id: string): Delivery =>
  ({ deliveryId: id, userId: `user ${id}`, telegramId: 0, language: '' }) as Delivery

/** The gateway with an auth that knows some people, or is away. */
function gatewayWith(known: Readonly<Record<string, number>> | undefined) {
  const finished: FinishDeliveryRequest[] = []
  const tokens: (string | undefined)[] = []
  const context = {
    config: { botSecret: 'secret of the bot' },
    serviceTokens: { issue: async () => 'service token' },
    clients: {
      auth: {
        findTelegramPeople: async ({ userIds }: { userIds: string[] }) => {
          if (known === undefined) throw new Error('away')
          const people = userIds.flatMap((userId) =>
            known[userId] === undefined ? [] : [{ userId, telegramId: known[userId], language: 'ru' }],
          )
          return { people }
        },
      },
      notification: {
        finishDelivery: async (request: FinishDeliveryRequest, options: { token?: string }) => {
          finished.push(request)
          tokens.push(options.token)
          return {}
        },
      },
    },
  }
  const effect = deliveryEffects(context as unknown as Parameters<typeof deliveryEffects>[0]).get(claim)!
  return {
    finished,
    tokens,
    claim: (...ids: string[]) => effect({}, '', { deliveries: ids.map(delivery) }, []),
  }
}

it('puts the Telegram account and the language into what the bot claims', async () => {
  const gateway = gatewayWith({ 'user a': 1, 'user b': 2 })
  expect(await gateway.claim('a', 'b')).toMatchObject({
    deliveries: [
      { deliveryId: 'a', telegramId: 1, language: 'ru' },
      { deliveryId: 'b', telegramId: 2, language: 'ru' },
    ],
  })
  expect(gateway.finished).toEqual([])
})

it('finishes what is for somebody without a Telegram account, in the name of the bot', async () => {
  const gateway = gatewayWith({ 'user a': 1 })
  expect(await gateway.claim('a', 'gone')).toMatchObject({ deliveries: [{ deliveryId: 'a' }] })
  expect(gateway.finished).toMatchObject([{ deliveryId: 'gone', outcome: 'FAILED' }])
  expect(gateway.tokens).toEqual(['secret of the bot'])
})

it('gives everything back while auth is away, so that it comes again soon', async () => {
  const gateway = gatewayWith(undefined)
  await expect(gateway.claim('a', 'b')).rejects.toThrow('away')
  expect(gateway.finished).toMatchObject([
    { deliveryId: 'a', outcome: 'RETRY', retryAfterSeconds: 2 },
    { deliveryId: 'b', outcome: 'RETRY' },
  ])
})
