import { type CryptoKey, importJWK, type JWK } from 'jose'

import { transact } from '@kindred/db'
import {
  type AccessTokenSubject,
  type Appellant,
  generateSigningKey,
  importPublicKey,
  type KeySource,
  signAccessToken,
  signAppealToken,
} from '@kindred/identity'
import { type Clock, newId } from '@kindred/kernel'
import { ConfigError } from '@kindred/runtime'

import { type KeyStatus, planRotation, type RotationPlan } from '../domain/key-rotation.js'
import { deriveKey, seal, unseal } from '../domain/sealing.js'
import type { Db, SigningKeyRow, Trx } from '../store/schema.js'
import {
  listSigningKeys,
  lockSigningKeys,
  removeSigningKeys,
  saveKeyStatus,
  saveSigningKey,
} from '../store/signing-keys.js'

/** What a keyring is opened with. */
export interface KeyringOptions {
  readonly db: Db
  readonly clock: Clock
  readonly secret: string
  readonly rotateAfterMs: number
  readonly issuer: string
  readonly audience: string
}

/** The signing keys of all instances, as this one knows them. */
export interface Keyring extends KeySource {
  /** An access token, signed with the active key. */
  issue(subject: AccessTokenSubject): Promise<string>
  /** A token by which somebody who is shut out may appeal. */
  issueAppeal(appellant: Appellant): Promise<string>
  /** `kid` and `x` of every published key. */
  published(): readonly { kid: string; x: string }[]
  /** Rotates when it is time, and learns what other instances did. */
  refresh(): Promise<void>
}

interface OpenKeys {
  readonly active: { readonly kid: string; readonly privateKey: CryptoKey }
  readonly published: readonly { readonly kid: string; readonly x: string }[]
  readonly verifying: ReadonlyMap<string, CryptoKey>
}

const sealingPurpose = 'kindred signing keys'

/** Opens the keys in the database; the first instance ever makes them. */
export async function openKeyring(options: KeyringOptions): Promise<Keyring> {
  const sealingKey = deriveKey(options.secret, sealingPurpose)
  let keys = await loadKeys(options, sealingKey)
  return {
    issue: (subject) => signAccessToken({ ...options, ...keys.active }, subject),
    issueAppeal: (appellant) => signAppealToken({ ...options, ...keys.active }, appellant),
    published: () => keys.published,
    findKey: (kid) => Promise.resolve(keys.verifying.get(kid)),
    async refresh() {
      keys = await loadKeys(options, sealingKey)
    },
  }
}

async function loadKeys(options: KeyringOptions, sealingKey: Buffer): Promise<OpenKeys> {
  let rows = await listSigningKeys(options.db)
  if (!isEmpty(planFor(rows, options)))
    rows = await transact(options.db, (trx) => rotate(trx, options, sealingKey))
  const active = rows.find((row) => row.status === 'active')
  if (active === undefined) throw new Error('There is no active signing key.')
  const verifying = await Promise.all(
    rows.map(
      async ({ kid, public_x: x }) =>
        [kid, await importPublicKey({ kty: 'OKP', crv: 'Ed25519', x })] as const,
    ),
  )
  return {
    active: { kid: active.kid, privateKey: await openPrivateKey(active, sealingKey) },
    published: rows.map(({ kid, public_x: x }) => ({ kid, x })),
    verifying: new Map(verifying),
  }
}

const planFor = (rows: readonly SigningKeyRow[], { clock, rotateAfterMs }: KeyringOptions): RotationPlan =>
  planRotation(rows, clock.now(), rotateAfterMs)

const isEmpty = ({ create, activate, remove }: RotationPlan): boolean =>
  create.length === 0 && activate === undefined && remove.length === 0

/** Plans again under the lock: another instance may have been faster. */
async function rotate(trx: Trx, options: KeyringOptions, sealingKey: Buffer): Promise<SigningKeyRow[]> {
  await lockSigningKeys(trx)
  const now = options.clock.now()
  const { remove, retire, activate, create } = planFor(await listSigningKeys(trx), options)
  await removeSigningKeys(trx, remove)
  if (retire !== undefined) await saveKeyStatus(trx, retire, 'retired', now)
  if (activate !== undefined) await saveKeyStatus(trx, activate, 'active', now)
  for (const status of create) await saveSigningKey(trx, await makeKey(status, now, sealingKey))
  return listSigningKeys(trx)
}

async function makeKey(status: KeyStatus, since: Date, sealingKey: Buffer): Promise<SigningKeyRow> {
  const { privateJwk, publicJwk } = await generateSigningKey()
  const kid = newId(since.getTime())
  const sealed = seal(sealingKey, kid, JSON.stringify({ ...privateJwk, kid }))
  return { kid, status, since, public_x: publicJwk.x ?? '', sealed_private: sealed }
}

async function openPrivateKey(
  { kid, sealed_private: sealed }: SigningKeyRow,
  sealingKey: Buffer,
): Promise<CryptoKey> {
  let jwk: JWK
  try {
    jwk = JSON.parse(unseal(sealingKey, kid, sealed)) as JWK
  } catch {
    const problem = 'is not the secret that the signing keys in the database were sealed with'
    throw new ConfigError([
      { name: 'AUTH_KEY_SECRET', problem, example: 'the secret of the other instances' },
    ])
  }
  return (await importJWK(jwk, 'EdDSA')) as CryptoKey
}
