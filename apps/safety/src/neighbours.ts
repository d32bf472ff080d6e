import { AuthServiceService, type CountActivityResponse as AuthActivity } from '@kindred/contracts/auth'
import { ChatServiceService, type CountActivityResponse as ChatActivity } from '@kindred/contracts/chat'
import {
  type CountActivityResponse as DiscoveryActivity,
  DiscoveryServiceService,
} from '@kindred/contracts/discovery'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { type KeySource, remoteKeys } from '@kindred/identity'
import { shareRuns } from '@kindred/kernel'
import type { CallOptions, Client } from '@kindred/rpc'
import type { Platform } from '@kindred/service'

import type { SafetyConfig } from './config.js'
import type { Tables } from './store/schema.js'

/** How much happens elsewhere; undefined of a service that does not answer. */
interface Activity {
  readonly auth: AuthActivity | undefined
  readonly discovery: DiscoveryActivity | undefined
  readonly chat: ChatActivity | undefined
}

/** What staff's side asks of the other services. */
export interface Neighbours {
  readonly auth: Client<typeof AuthServiceService>
  readonly profile: Client<typeof ProfileServiceService>
  /** A token by which this service asks another. */
  readonly tokenFor: (service: string) => Promise<string>
  /** At most a minute old: to count is more work than to answer. */
  readonly activity: () => Promise<Activity>
  /** The keys by which auth signs, and what it calls itself. */
  readonly keys: KeySource
  readonly issuer: string
}

const countedForMs = 60_000
const deadlineMs = 5_000

/** Connects nothing before the first call. */
export function openNeighbours(platform: Platform<Tables>, config: SafetyConfig): Neighbours {
  const { peer, serviceTokens, clock, log } = platform
  const auth = peer('auth', AuthServiceService)
  const tokenFor = (service: string): Promise<string> => serviceTokens.issue(service)
  return {
    auth,
    profile: peer('profile', ProfileServiceService),
    tokenFor,
    activity: createActivity(platform, tokenFor),
    keys: config.trust?.keys ?? remoteKeys(auth, { clock, log }),
    issuer: config.issuer,
  }
}

function createActivity(
  { peer, log, clock }: Platform<Tables>,
  tokenFor: Neighbours['tokenFor'],
): () => Promise<Activity> {
  const auth = peer('auth', AuthServiceService)
  const discovery = peer('discovery', DiscoveryServiceService)
  const chat = peer('chat', ChatServiceService)
  let known: Activity = { auth: undefined, discovery: undefined, chat: undefined }
  let countedAt = -Infinity

  async function ask<Answer>(
    service: string,
    count: (options: CallOptions) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      return await count({ token: await tokenFor(service), deadlineMs })
    } catch (error) {
      log.warn({ err: error, service }, 'a service did not tell how much happens')
      return undefined
    }
  }

  const count = shareRuns(async () => {
    const [fromAuth, fromDiscovery, fromChat] = await Promise.all([
      ask('auth', (options) => auth.countActivity({}, options)),
      ask('discovery', (options) => discovery.countActivity({}, options)),
      ask('chat', (options) => chat.countActivity({}, options)),
    ])
    known = { auth: fromAuth, discovery: fromDiscovery, chat: fromChat }
    const isWhole = fromAuth !== undefined && fromDiscovery !== undefined && fromChat !== undefined
    countedAt = isWhole ? clock.now().getTime() : -Infinity
  })

  return async () => {
    if (Math.abs(clock.now().getTime() - countedAt) >= countedForMs) await count()
    return known
  }
}
