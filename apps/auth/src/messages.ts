import type {
  Jwk,
  RefreshSessionResponse,
  Role,
  Session,
  SignInWithTelegramResponse,
} from '@kindred/contracts/auth'
import { accessTokenSeconds } from '@kindred/identity'

import type { RoleName } from './domain/roles.js'
import type { SessionRow } from './store/schema.js'
import type { SignedIn } from './writing/sign-in.js'

export const toTokens = (accessToken: string, refreshToken: string): RefreshSessionResponse => ({
  accessToken,
  refreshToken,
  tokenType: 'Bearer',
  expiresIn: accessTokenSeconds,
})

/** The answer of every sign-in, whatever the login. */
export const toSignIn = ({ user, accessToken, refreshToken }: SignedIn): SignInWithTelegramResponse => ({
  ...toTokens(accessToken, refreshToken),
  user: { id: user.id, languageCode: user.language_code },
  isNewUser: user.is_new,
})

export const toSession = (row: SessionRow, currentId: string): Session => ({
  sessionId: row.id,
  deviceName: row.device_name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  current: row.id === currentId,
})

export const toRole = (name: string): Role => (name === 'admin' ? 'ADMIN' : 'MODERATOR')

export const toRoleName = (role: Role): RoleName => (role === 'ADMIN' ? 'admin' : 'moderator')

export const toJwk = ({ kid, x }: { kid: string; x: string }): Jwk => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x,
})
