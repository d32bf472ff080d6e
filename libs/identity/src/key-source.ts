import { type CryptoKey, importJWK, type JWK } from 'jose'

/** Where the public keys of access tokens come from. */
export interface KeySource {
  /** The key, or undefined when nobody knows it. Throws `unavailable` when that cannot be told now. */
  findKey(kid: string): Promise<CryptoKey | undefined>
}

/** A key source over a set that is at hand. */
export function localKeys(read: () => Promise<readonly JWK[]>): KeySource {
  return {
    async findKey(kid) {
      const jwk = (await read()).find((key) => key.kid === kid)
      return jwk === undefined ? undefined : importPublicKey(jwk)
    },
  }
}

/** An Ed25519 public key; throws for any other kind and drops a private part. */
export async function importPublicKey({ kty, crv, x }: JWK): Promise<CryptoKey> {
  if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined) throw new TypeError('Not an Ed25519 public key.')
  return (await importJWK({ kty, crv, x }, 'EdDSA')) as CryptoKey
}
