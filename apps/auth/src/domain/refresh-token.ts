import { createHash, randomBytes } from 'node:crypto'

import { deriveKey, seal, unseal } from './sealing.js'

const purpose = 'kindred refresh token successor'

/** 256 random bits, base64url. */
export const newRefreshToken = (): string => randomBytes(32).toString('base64url')

/** True for a text that could be one of ours. */
export const isRefreshToken = (text: string): boolean =>
  /^[A-Za-z0-9_-]{43}$/.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text

/** What the database keeps of a token. */
export const hashRefreshToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The successor, readable only for who holds the parent. */
export const sealSuccessor = (parent: string, successor: string): Buffer =>
  seal(deriveKey(parent, purpose), purpose, successor)

/** The successor that `parent` was exchanged for. */
export const unsealSuccessor = (parent: string, sealed: Buffer): string =>
  unseal(deriveKey(parent, purpose), purpose, sealed)
