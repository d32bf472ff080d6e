import type { Broadcast } from '@kindred/client'

import type { Gateway, Sender } from '../gateway/gateway.js'
import { hasCode } from '../gateway/has-code.js'
import type { NewsAct } from './card.js'

/** Does something with news as an admin, and answers how they stand. What cannot be sent yet, or not any more, is not. */
export function actOn(gateway: Gateway, sender: Sender, name: NewsAct, id: string): Promise<Broadcast> {
  const request = { broadcast_id: id }
  return gateway.as(sender, async ({ notification }) => {
    if (name === 'stop') return notification.stopNews(request)
    if (name !== 'send') return notification.getNews(request)
    return notification.sendNews(request).catch((error: unknown) => {
      if (!hasCode(error, 'BROADCAST_NOT_READY')) throw error
      return notification.getNews(request)
    })
  })
}
