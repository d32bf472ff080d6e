import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'

import { SignJWT } from 'jose'

import { deriveKey } from '../domain/sealing.js'

/** Signs receipts with a key that outlives those of tokens: a receipt is shown years later. */
export interface ReceiptSigner {
  readonly kid: string
  /** The public JWK's `x`. */
  readonly x: string
  /** A compact JWS with these claims. */
  sign(id: string, issuedAt: Date, claims: Readonly<Record<string, unknown>>): Promise<string>
}

/** The header `typ` of a receipt: no verifier of tokens takes one. */
const receiptType = 'erasure-receipt+jwt'

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8, RFC 8410. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key is made of AUTH_KEY_SECRET, so that all instances have the same and no table holds it. */
export function createReceiptSigner(keySecret: string, issuer: string): ReceiptSigner {
  const seed = deriveKey(keySecret, 'kindred receipts')
  const key = Buffer.concat([pkcs8Prefix, seed])
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  // RFC 7638: a verifier can check that it has the right key.
  const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
  return {
    kid,
    x,
    sign: (id, issuedAt, claims) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: receiptType, kid })
        .setIssuer(issuer)
        .setJti(id)
        .setIssuedAt(Math.floor(issuedAt.getTime() / 1000))
        .sign(privateKey),
  }
}
