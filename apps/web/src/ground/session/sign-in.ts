import { KindredError } from '@kindred/client'

import type { Goodbye } from './farewell.js'

/** The state of this page's session. */
export type SessionState =
  | { readonly status: 'starting' }
  /** Opened without Telegram. */
  | { readonly status: 'outside' }
  /** Telegram's proof is too old or not valid: only opening the app anew brings a fresh one. */
  | { readonly status: 'expired' }
  /** The session was ended here or elsewhere. */
  | { readonly status: 'signed-out' }
  /** The account was deleted just now, or is to be. */
  | { readonly status: 'deleted'; readonly goodbye: Goodbye }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly userId: string }

export function afterFailure(error: unknown): SessionState {
  const code = error instanceof KindredError ? error.code : ''
  if (code === 'INIT_DATA_EXPIRED' || code === 'INIT_DATA_INVALID') return { status: 'expired' }
  if (code === 'SESSION_REVOKED') return { status: 'signed-out' }
  return { status: 'failed', error }
}
