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
