import { isShutOut, KindredError } from '@kindred/client'

import type { Goodbye } from './farewell.js'

/** Why somebody is shut out, and how to appeal. */
export interface Refusal {
  /** Absent when it has no end. */
  readonly endsAt: Date | undefined
  readonly rule: string
  readonly appealToken: string | undefined
}

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
  /** Suspended or banned. */
  | { readonly status: 'shut-out'; readonly refusal: Refusal }
  /** New, without an invitation where one is required. */
  | { readonly status: 'uninvited' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly userId: string }

export function afterFailure(error: unknown): SessionState {
  if (isShutOut(error)) {
    const { ends_at: endsAt, rule = '', appeal_token: appealToken } = error.problem.facts ?? {}
    const refusal = { endsAt: endsAt === undefined ? undefined : new Date(endsAt), rule, appealToken }
    return { status: 'shut-out', refusal }
  }
  const code = error instanceof KindredError ? error.code : ''
  if (code === 'INIT_DATA_EXPIRED' || code === 'INIT_DATA_INVALID') return { status: 'expired' }
  if (code === 'SESSION_REVOKED') return { status: 'signed-out' }
  if (code === 'INVITATION_REQUIRED') return { status: 'uninvited' }
  return { status: 'failed', error }
}
