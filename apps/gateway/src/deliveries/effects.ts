import type { TelegramPerson } from '@kindred/contracts/auth'
import type { ClaimDeliveriesResponse, Delivery, DeliveryOutcome } from '@kindred/contracts/notification'
import type { ServiceTokens } from '@kindred/identity'

import type { GatewayConfig } from '../config.js'
import type { Clients } from '../services.js'
import type { Effect, Effects } from '../transcoding/effects.js'

interface DeliveriesContext {
  readonly config: Pick<GatewayConfig, 'botSecret'>
  readonly clients: Pick<Clients, 'auth' | 'notification'>
  readonly serviceTokens: ServiceTokens
}

/** Puts the Telegram accounts into the deliveries that the bot claims: auth tells them to the gateway, and notification never learns them. */
export const deliveryEffects = (context: DeliveriesContext): Effects =>
  new Map<string, Effect>([
    [
      '/kindred.notification.v1.DeliveryService/ClaimDeliveries',
      (_request, _callerId, response) => addressed(context, response as ClaimDeliveriesResponse),
    ],
  ])

async function addressed(
  context: DeliveriesContext,
  { deliveries }: ClaimDeliveriesResponse,
): Promise<ClaimDeliveriesResponse> {
  if (deliveries.length === 0) return { deliveries }
  const people = await findPeople(context, deliveries)
  const known = deliveries.flatMap((delivery) => {
    const person = people.get(delivery.userId)
    return person === undefined
      ? []
      : [{ ...delivery, telegramId: person.telegramId, language: person.language }]
  })
  // Whoever left meanwhile, or signs in without Telegram, is told nothing.
  const others = deliveries.filter(({ userId }) => !people.has(userId))
  await finish(context, others, 'FAILED')
  return { deliveries: known }
}

async function findPeople(
  context: DeliveriesContext,
  deliveries: readonly Delivery[],
): Promise<ReadonlyMap<string, TelegramPerson>> {
  const { clients, serviceTokens } = context
  try {
    const userIds = deliveries.map(({ userId }) => userId)
    const token = await serviceTokens.issue('auth')
    const { people } = await clients.auth.findTelegramPeople({ userIds }, { token })
    return new Map(people.map((person) => [person.userId, person]))
  } catch (error) {
    // Nobody is to wait for the end of the lease because auth was away for a moment.
    await finish(context, deliveries, 'RETRY')
    throw error
  }
}

async function finish(
  { config, clients }: DeliveriesContext,
  deliveries: readonly Delivery[],
  outcome: DeliveryOutcome,
): Promise<void> {
  const options = { token: config.botSecret }
  await Promise.all(
    deliveries.map(({ deliveryId }) => {
      const result = { deliveryId, outcome, retryAfterSeconds: 2, otherTelegramMessageIds: [] }
      return clients.notification.finishDelivery(result, options)
    }),
  )
}
