import { implement } from '@kindred/rpc'

import { createService, type Service, type ServiceConfig } from '../../src/index.js'
import { ThingServiceService } from './contract.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'

export const createThingService = (config: ServiceConfig): Service =>
  createService({
    name: 'thing',
    config,
    migrations,
    context: ({ db }) => ({ db }),
    implement: (context) => [implement(ThingServiceService, handlers, context)],
  })
