import type { Handlers } from '@kindred/rpc'

import type { ThingContext } from '../context.js'
import type { ThingServiceService } from '../contract.js'

export const handlers: Handlers<ThingContext, typeof ThingServiceService> = {
  getJwks: async () => ({ keys: [] }),
}
