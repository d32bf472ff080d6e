import { PersonDataServiceService } from '@kindred/contracts/account'
import { AuthServiceService } from '@kindred/contracts/auth'
import { atMostEvery } from '@kindred/kernel'
import { implement } from '@kindred/rpc'
import { createService, type Platform, type Service } from '@kindred/service'

import type { AuthConfig } from './config.js'
import type { AuthContext } from './context.js'
import { accountSecrets, graceMs } from './domain/account-rules.js'
import { personKey } from './domain/person-key.js'
import { profileDeleted } from './events/profile-deleted.js'
import { standingChanged } from './events/standing-changed.js'
import { jobs } from './jobs/index.js'
import { openKeyring } from './keys/keyring.js'
import { createReceiptSigner } from './keys/receipt-signer.js'
import { migrations } from './migrations/index.js'
import { openRevocationFeed } from './revocations/feed.js'
import { handlers } from './rpc/index.js'
import { countActive } from './store/activity.js'
import { findLastBackup } from './store/backups.js'
import { personData } from './store/person-data.js'
import type { Tables } from './store/schema.js'
import { accountSnapshot } from './writing/account-snapshot.js'
import { grantFirstAdmins } from './writing/change-role.js'
import { leavingSnapshot } from './writing/leaving-snapshot.js'

export { type AuthConfig, developmentBotToken, readConfig } from './config.js'
export { migrations } from './migrations/index.js'
export { noteBackup } from './store/backups.js'
export { countErasing, eraseAgain } from './writing/erase-again.js'

/** Knows who people are: sign-in, sessions, tokens and the keys that verify them. */
export function createAuthService(config: AuthConfig): Service {
  return createService<Tables, AuthContext>({
    name: 'auth',
    config,
    migrations,
    context: (platform) => openContext(platform, config),
    implement: (context) => [implement(AuthServiceService, handlers, context)],
    verifier: (_platform, { keyring, revocations }) => ({ keys: keyring, revocations }),
    consumers: [profileDeleted, standingChanged],
    sources: ['profile', 'safety'],
    snapshots: [accountSnapshot((login) => personKey(config.personSecret, login)), leavingSnapshot],
    jobs,
    personData,
    close: ({ revocations }) => revocations.close(),
  })
}

const dayMs = 24 * 3_600_000

async function openContext(platform: Platform<Tables>, config: AuthConfig): Promise<AuthContext> {
  const { db, clock, log, metrics, database, serviceTokens } = platform
  const { issuer, audience, keySecret: secret, keyRotationDays } = config
  const rotateAfterMs = keyRotationDays * dayMs
  const admins = new Set(config.admins)
  const active = atMostEvery(5 * 60_000, clock, () => countActive(db, clock.now()))
  metrics.gauges('people_active', 'People who used a session', ['window'], async () =>
    Object.entries(await active()).map(([window, value]) => ({ labels: { window }, value })),
  )
  const lastBackup = 'When the last backup was complete, in Unix time; 0 when there was none'
  metrics.gauge('backup_last_success_timestamp_seconds', lastBackup, () => findLastBackup(db))
  await grantFirstAdmins(db, config.admins)
  return {
    db,
    clock,
    log,
    metrics,
    serviceTokens,
    logins: config.logins,
    keyring: await openKeyring({ db, clock, secret, rotateAfterMs, issuer, audience }),
    revocations: await openRevocationFeed({ database, clock, log }),
    personKeyOf: (login) => personKey(config.personSecret, login),
    graceMs: graceMs(config.deletionGraceDays),
    secrets: accountSecrets(secret),
    receipts: createReceiptSigner(secret, issuer),
    neighbours: neighboursOf(platform, config),
    inviteOnly: config.inviteOnly,
    isFirstAdmin: ({ kind, subject }) => kind === 'telegram' && admins.has(subject),
  }
}

const neighboursOf = ({ peer }: Platform<Tables>, { peers }: AuthConfig): AuthContext['neighbours'] =>
  new Map(
    Object.keys(peers)
      .filter((name) => name !== 'auth')
      .map((name) => [name, peer(name, PersonDataServiceService)]),
  )
