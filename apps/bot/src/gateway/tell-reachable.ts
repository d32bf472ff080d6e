import { KindredError } from '@kindred/client'
import type { Log } from '@kindred/kernel'

import type { Gateway, Sender } from './gateway.js'

/** Tells Kindred that the bot may write to a person again. It matters to nobody who waits: what fails is told by the next /start. */
export async function tellReachable(
  { gateway, log }: { gateway: Gateway; log: Log },
  sender: Sender,
): Promise<void> {
  try {
    await gateway.as(sender, (client) => client.notification.setReachable())
  } catch (error) {
    if (!(error instanceof KindredError)) throw error
    log.debug({ code: error.code, status: error.status }, 'it could not be told that a person is reachable')
  }
}
