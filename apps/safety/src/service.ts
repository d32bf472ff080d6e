import {
  CaseDeskServiceService,
  ModerationServiceService,
  SafetyServiceService,
} from '@kindred/contracts/safety'
import { implement } from '@kindred/rpc'
import { createService, type Platform, type Service } from '@kindred/service'

import { isAuditProtected } from './audit/guard.js'
import type { SafetyConfig } from './config.js'
import type { SafetyContext } from './context.js'
import { consumers } from './events/index.js'
import { jobs } from './jobs/index.js'
import { staffJobs } from './jobs/staff-jobs.js'
import { migrations } from './migrations/index.js'
import { openNeighbours } from './neighbours.js'
import { caseDeskHandlers } from './rpc/case-desk.js'
import { handlers } from './rpc/index.js'
import { moderationHandlers } from './rpc/moderation.js'
import { listQueue } from './store/numbers.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { createWitnesses } from './witnesses/witnesses.js'

export { protectAudit } from './audit/protect.js'
export { verifyAudit } from './audit/verify.js'
export { type SafetyConfig, readConfig } from './config.js'
export { migrations } from './migrations/index.js'

/** Reports, the cases in which they gather, and their evidence. */
export const createSafetyService = (config: SafetyConfig): Service =>
  createService<Tables, SafetyContext>({
    name: 'safety',
    config,
    migrations,
    context: (platform) => openContext(platform, config),
    implement: (context) => [
      implement(SafetyServiceService, handlers, context),
      implement(ModerationServiceService, moderationHandlers, context),
      implement(CaseDeskServiceService, caseDeskHandlers, context),
    ],
    consumers,
    sources: ['profile', 'auth', 'chat', 'discovery', 'media', 'notification'],
    personData,
    jobs: [...jobs, ...staffJobs],
    status: ({ audit }) => ({ audit }),
  })

async function openContext(platform: Platform<Tables>, config: SafetyConfig): Promise<SafetyContext> {
  const { db, clock, log, metrics } = platform
  const isProtected = await isAuditProtected(db)
  if (!isProtected)
    log.warn(
      {},
      'the audit record belongs to the own role of the service, which could change it: npm run audit -- protect',
    )
  metrics.gauges('cases_open', 'Cases that are not closed', ['kind'], async () =>
    (await listQueue(db)).map(({ kind, cases }) => ({ labels: { kind }, value: cases })),
  )
  metrics.gauges(
    'cases_oldest_seconds',
    'Since when the oldest of them is open; 0 without one',
    ['kind'],
    async () => {
      const now = clock.now().getTime()
      const age = (at: Date | undefined): number => (at === undefined ? 0 : (now - at.getTime()) / 1_000)
      return (await listQueue(db)).map(({ kind, oldest_at }) => ({ labels: { kind }, value: age(oldest_at) }))
    },
  )
  return {
    ...openNeighbours(platform, config),
    db,
    clock,
    log,
    metrics,
    witnesses: createWitnesses(platform),
    audit: isProtected ? 'protected' : 'unprotected',
  }
}
