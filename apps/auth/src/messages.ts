import type {
  DataExport,
  Deletion,
  Jwk,
  RefreshSessionResponse,
  Role,
  Session,
  SignIn,
  SignInWithTelegramResponse,
} from '@kindred/contracts/auth'
import { accessTokenSeconds } from '@kindred/identity'

import type { RoleName } from './domain/roles.js'
import type { DataExportRow, DeletionRow, SessionRow, SignInRow, StoredPart } from './store/schema.js'
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

const upper = <Text extends string>(text: Text): Uppercase<Text> => text.toUpperCase() as Uppercase<Text>

export const toDeletion = (row: DeletionRow, receiptId: string): Deletion => ({
  receiptId,
  state: upper(row.state),
  requestedAt: row.requested_at,
  eraseAt: row.erase_at,
  parts: row.parts.map(toPart),
  receipt: row.receipt ?? undefined,
})

const toPart = ({ service, erased_at: erasedAt, erased, kept }: StoredPart): Deletion['parts'][number] => ({
  service,
  erasedAt: erasedAt === null ? undefined : new Date(erasedAt),
  erased: [...erased],
  kept: kept.map(({ what, until }) => ({ what, until: until === null ? undefined : new Date(until) })),
})

/** Without the key of its file for somebody who has to sign in first. */
export function toDataExport(row: DataExportRow, now: Date, key: string | undefined): DataExport {
  const isOver = row.expires_at !== null && row.expires_at <= now
  const state = row.state === 'ready' && isOver ? ('expired' as const) : row.state
  return {
    exportId: row.id,
    state: upper(state),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at ?? undefined,
    sizeBytes: row.size_bytes,
    downloadPath: state === 'ready' && key !== undefined ? `/v1/account/exports/${row.id}/${key}` : undefined,
  }
}

export const toSignInRecord = (row: SignInRow & { active: boolean }): SignIn => ({
  signedInAt: row.signed_in_at,
  deviceName: row.device_name,
  way: upper(row.way),
  newDevice: row.new_device,
  active: row.active,
  sessionId: row.session_id,
})
