import { SafetyServiceService } from '@kindred/contracts/safety'
import { implement } from '@kindred/rpc'
import { createService, type Service } from '@kindred/service'

import type { SafetyConfig } from './config.js'
import type { SafetyContext } from './context.js'
import { consumers } from './events/index.js'
import { migrations } from './migrations/index.js'
import { handlers } from './rpc/index.js'
import type { Tables } from './store/schema.js'

export { type SafetyConfig, readConfig } from './config.js'

/** Reports, the cases in which they gather, and their evidence. */
export const createSafetyService = (config: SafetyConfig): Service =>
  createService<Tables, SafetyContext>({
    name: 'safety',
    config,
    migrations,
    context: ({ db, clock, metrics }) => ({ db, clock, metrics }),
    implement: (context) => [implement(SafetyServiceService, handlers, context)],
    consumers,
    sources: ['profile'],
  })
