import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'

import { StartFailure } from '../start-failure.js'

/** Locks and opens what a backup is made of. */
export interface Seal {
  /** The bytes that are stored under a name: a nonce of 12 bytes, the text under AES-256-GCM, its tag of 16. */
  lock(name: string, plain: Uint8Array): Buffer
  /** The plain bytes; throws when they were stored under another name, with another key, or changed. */
  open(name: string, sealed: Uint8Array): Buffer
}

/** What a destination keeps of its key: the key itself, sealed with one that scrypt (RFC 7914) makes of the passphrase. */
interface KeyFile {
  readonly format: number
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number; readonly salt: string }
  readonly key: string
}

const keyName = 'key'
const [nonceBytes, tagBytes] = [12, 16]
/** 128 MB and about half a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 }

/** A new key for a destination, and what it keeps of it. */
export async function createSeal(passphrase: string): Promise<{ seal: Seal; keyFile: Buffer }> {
  const key = randomBytes(32)
  const salt = randomBytes(16)
  const outer = sealOf(await stretch(passphrase, { ...cost, salt }))
  const file: KeyFile = {
    format: 1,
    scrypt: { ...cost, salt: salt.toString('base64') },
    key: outer.lock(keyName, key).toString('base64'),
  }
  return { seal: sealOf(key), keyFile: Buffer.from(`${JSON.stringify(file)}\n`) }
}

/** The key of a destination that has one; refuses another passphrase in one sentence. */
export async function openSeal(passphrase: string, keyFile: Uint8Array): Promise<Seal> {
  const file = parse(keyFile)
  const { salt, ...given } = file.scrypt
  const outer = sealOf(await stretch(passphrase, { ...given, salt: Buffer.from(salt, 'base64') }))
  try {
    return sealOf(outer.open(keyName, Buffer.from(file.key, 'base64')))
  } catch {
    throw new StartFailure(
      'The passphrase does not open this backup: give the one with which its first backup was made.',
    )
  }
}

function parse(keyFile: Uint8Array): KeyFile {
  try {
    const file = JSON.parse(Buffer.from(keyFile).toString()) as KeyFile
    if (file.format === 1 && file.scrypt.N <= 2 ** 20) return file
  } catch {
    // Told below.
  }
  throw new StartFailure(
    'The file kindred-backup.json of the backups is damaged, or a newer Kindred made it: restore with that version, or bring the file back.',
  )
}

interface Stretch {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: Buffer
}

const stretchAsync = promisify<string, Buffer, number, object, Buffer>(scrypt)

const stretch = (passphrase: string, { salt, N, r, p }: Stretch): Promise<Buffer> =>
  stretchAsync(passphrase.normalize('NFC'), salt, 32, { N, r, p, maxmem: 160 * N * r })

function sealOf(key: Buffer): Seal {
  return {
    lock(name, plain) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(name, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(name)).setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
    },
  }
}

/** SHA-256 in hexadecimal digits. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
