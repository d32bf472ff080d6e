import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** A 256 bit key for one purpose, by HKDF-SHA-256. */
export const deriveKey = (secret: string | Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

/** nonce ‖ tag ‖ ciphertext, by AES-256-GCM; opens only with the same key and name. */
export function seal(key: Buffer, name: string, plain: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const encrypt = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(name))
  const sealed = Buffer.concat([encrypt.update(plain, 'utf8'), encrypt.final()])
  return Buffer.concat([nonce, encrypt.getAuthTag(), sealed])
}

/** The text inside; throws when key, name or bytes are not those of the sealing. */
export function unseal(key: Buffer, name: string, sealed: Buffer): string {
  const decrypt = createDecipheriv(cipher, key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(name))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([decrypt.update(sealed.subarray(nonceBytes + tagBytes)), decrypt.final()]).toString(
    'utf8',
  )
}
