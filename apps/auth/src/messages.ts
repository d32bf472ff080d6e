import { type Jwk, type RefreshSessionResponse, type Session } from '@kindred/contracts/auth'
import { accessTokenSeconds } from '@kindred/identity'

import { type SessionState } from './domain/session-rules.js'
import { type SessionRow } from './store/schema.js'

export const toTokens = (accessToken: string, refreshToken: string): RefreshSessionResponse => ({
  accessToken,
  refreshToken,
  tokenType: 'Bearer',
  expiresIn: accessTokenSeconds,
})

export const toSession = (row: SessionRow, currentId: string): Session => ({
  sessionId: row.id,
  deviceName: row.device_name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  current: row.id === currentId,
})

export const toJwk = ({ kid, x }: { kid: string; x: string }): Jwk => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x,
})

export const toState = (row: SessionRow): SessionState => ({
  revokedAt: row.revoked_at,
  expiresAt: row.expires_at,
})
