import { AuthServiceService } from '@kindred/contracts/auth'
import { remoteKeys, remoteRevocations } from '@kindred/identity'

import type { ServiceConfig, Trust } from './config.js'
import type { Platform } from './platform.js'

/** The configured trust, or auth's keys and revocations over RPC. */
export function trustOf<Tables>(platform: Platform<Tables>, config: ServiceConfig): Trust {
  if (config.trust !== undefined) return config.trust
  const { clock, log, serviceTokens } = platform
  const auth = platform.peer('auth', AuthServiceService)
  return {
    keys: remoteKeys(auth, { clock, log }),
    revocations: remoteRevocations(auth, { serviceTokens, log }),
  }
}
