import { SafetyServiceService } from '@kindred/contracts/safety'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { SafetyConfig } from './config.js'
import type { SafetyContext } from './context.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'
import type { Tables } from './store/schema.js'
import { createWitnesses } from './witnesses/witnesses.js'

export { type SafetyConfig, readConfig } from './config.js'

/** Reports, the cases in which they gather, and their evidence. */
export const createSafetyService = (config: SafetyConfig): Service =>
  createService<Tables, SafetyContext>({
    name: 'safety',
    config,
    migrations,
    context: ({ db, clock, log, metrics, peer, serviceTokens }) => ({
      db,
      clock,
      log,
      metrics,
      witnesses: createWitnesses({ peer, serviceTokens }),
    }),
    implement: (context) => [implement(SafetyServiceService, handlers, context)],
    consumers,
    sources: ['profile', 'chat', 'discovery'],
    jobs,
  })
