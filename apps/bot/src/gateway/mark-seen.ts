import { KindredError, type MarkSeenRequest } from '@kindred/client'
import type { Log } from '@kindred/kernel'

import type { Gateway, Sender } from './gateway.js'

/** Tells Kindred what the person has seen here, so that the Mini App shows no badge for it. Nobody waits for it, and it fails alone. */
export async function markSeen(
  { gateway, log }: { readonly gateway: Gateway; readonly log: Log },
  sender: Sender,
  seen: MarkSeenRequest,
): Promise<void> {
  try {
    await gateway.as(sender, (client) => client.notification.markSeen(seen))
  } catch (error) {
    if (!(error instanceof KindredError)) throw error
    log.debug({ code: error.code }, 'what a person has seen could not be told')
  }
}
