import { openEnv } from '@kindred/runtime'
import { readServiceConfig, type ServiceConfig } from '@kindred/service'

import { defaultLimits, type Limits } from './domain/limits.js'

/** What discovery needs beside what every service needs. */
export interface Config extends ServiceConfig {
  readonly limits: Limits
  /** Megabytes that the people in memory may take; what does not fit is answered by SQL. 0 answers everything by SQL. */
  readonly indexMegabytes: number
}

export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const env = openEnv(environment)
  const config = {
    ...readServiceConfig(env, 'discovery'),
    limits: {
      swipes: env.number('SWIPES_PER_DAY', {
        example: '500',
        default: defaultLimits.swipes,
        min: 0,
        max: 1_000_000,
      }),
      superlikes: env.number('SUPERLIKES_PER_DAY', {
        example: '5',
        default: defaultLimits.superlikes,
        min: 1,
        max: 1_000,
      }),
    },
    indexMegabytes: env.number('DISCOVERY_INDEX_MB', { example: '256', default: 256, min: 0, max: 65_536 }),
  }
  env.done()
  return config
}
