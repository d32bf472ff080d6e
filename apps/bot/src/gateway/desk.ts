import { randomUUID } from 'node:crypto'

import {
  type CasePost,
  type ClaimDeliveriesRequest,
  createClient,
  type Delivery,
  type FinishCasePostRequest,
  type FinishDeliveryRequest,
  KindredError,
} from '@kindred/client'
import { backoff, pause } from '@kindred/kernel'

import type { GatewayOptions } from './gateway.js'
import { traced } from './traced.js'

/** How much the bot asks for, and what it has sent by itself. */
type Wanted = Pick<ClaimDeliveriesRequest, 'max' | 'own_messages'>

/** Where Kindred gives out what the bot has to tell people. */
export interface Desk {
  /** Waits until there is something. */
  claim(wanted: Wanted, signal: AbortSignal): Promise<readonly Delivery[]>
  /** Tells what became of a delivery, again and again until it is heard or the time is over. */
  finish(
    deliveryId: string,
    result: Omit<FinishDeliveryRequest, 'delivery_id'>,
    withinMs: number,
  ): Promise<void>
  /** Resolves when results are taken, rejects when they are not. */
  reach(): Promise<void>
}

/** Where Kindred gives out what the operators' chat is to be told. */
export interface CaseDesk {
  claimCases(chatKey: string, signal: AbortSignal): Promise<readonly CasePost[]>
  finishCase(result: FinishCasePostRequest): Promise<void>
}

const waitSeconds = 25
/** So few are posted within the time in which they are given out again. */
const maxCases = 5
const pauses = { firstMs: 100, maxMs: 3_000 }

const sent = traced((address, init) => fetch(address, init))

/** A desk at the gateway. */
export function createDesk({ url, secret }: GatewayOptions): Desk & CaseDesk {
  const { notification, safety } = createClient({
    baseUrl: url,
    fetch: (address, init) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${secret}`)
      return sent(address, { ...init, headers })
    },
  })
  return {
    async claim(wanted, signal) {
      const { deliveries } = await notification.claimDeliveries(
        { wait_seconds: waitSeconds, ...wanted },
        { signal },
      )
      return deliveries
    },
    async claimCases(chatKey, signal) {
      const { posts } = await safety.claimCasePosts({ max: maxCases, chat_key: chatKey }, { signal })
      return posts
    },
    async finishCase(result) {
      await safety.finishCasePost(result).catch(unlessMissing)
    },
    async reach() {
      // Nobody has such a delivery.
      const nothing = { delivery_id: randomUUID(), outcome: 'RETRY' } as const
      await notification.finishDelivery(nothing).catch(unlessMissing)
    },
    async finish(deliveryId, result, withinMs) {
      const until = Date.now() + withinMs
      for (let failures = 1; ; failures++) {
        try {
          return await notification.finishDelivery({ delivery_id: deliveryId, ...result })
        } catch (error) {
          // Whoever erased the delivery needs no result.
          if (error instanceof KindredError && error.status === 404) return
          if (Date.now() > until) throw error
          await pause(backoff(failures, pauses))
        }
      }
    },
  }
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof KindredError) || error.status !== 404) throw error
}
