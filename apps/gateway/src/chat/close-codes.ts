import type { AppError } from '@kindred/kernel'

import type { Strikes } from './strikes.js'

/** 1009 (frame too large) and 1007 (not UTF-8) are the `ws` library's own. */
export const closeCodes = {
  binaryRefused: 1003,
  restart: 1012,
  tryLater: 1013,
  unauthenticated: 4401,
  shutOut: 4403,
  slow: 4408,
  replaced: 4409,
  rateLimited: 4429,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

interface SocketState {
  readonly isTorn: boolean
  readonly isReady: boolean
  /** The refused frames of the socket; abuse adds one. */
  readonly strikes: Strikes
}

/** The close code for an error after which a socket cannot stay open. */
export function closeCodeAfter(
  { kind }: AppError,
  { isTorn, isReady, strikes }: SocketState,
): CloseCode | undefined {
  if (isTorn) return kind === 'unauthenticated' ? closeCodes.unauthenticated : closeCodes.tryLater
  if (!isReady) return kind === 'unavailable' ? closeCodes.tryLater : closeCodes.unauthenticated
  const isAbuse = kind === 'rateLimited' || kind === 'invalid'
  return isAbuse && strikes.add() ? closeCodes.rateLimited : undefined
}
