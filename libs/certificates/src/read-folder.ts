import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { dnsNames } from './dns-names.js'

/** What a process shows of itself and whom it believes. */
export interface Credentials {
  /** PEM of the authorities that are believed: several while a new one comes in. */
  readonly ca: Buffer
  /** PEM of the own certificate and of those between it and an authority. */
  readonly certificate: Buffer
  readonly key: Buffer
  /** The DNS names of the own certificate. */
  readonly names: readonly string[]
  /** SHA-256 of the own certificate. */
  readonly fingerprint: string
  readonly endsAt: Date
}

/** Reads `ca.crt`, `tls.crt` and `tls.key`; throws with a sentence that says what is wrong with them. */
export function readFolder(folder: string, now = new Date()): Credentials {
  const [ca, certificate, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => readPart(folder, name)) as [
    Buffer,
    Buffer,
    Buffer,
  ]
  for (const authority of blocksOf(ca)) parse('ca.crt', () => new X509Certificate(authority))
  const own = parse('tls.crt', () => new X509Certificate(certificate))
  if (!own.checkPrivateKey(parse('tls.key', (): KeyObject => createPrivateKey(key))))
    throw new Error('tls.key is not the key of tls.crt')
  const endsAt = new Date(own.validTo)
  if (endsAt <= now) throw new Error(`tls.crt ended on ${endsAt.toISOString()}`)
  return {
    ca,
    certificate,
    key,
    names: dnsNames(own.subjectAltName),
    fingerprint: own.fingerprint256,
    endsAt,
  }
}

function readPart(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name))
  } catch (cause) {
    throw new Error(`${name} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`, {
      cause,
    })
  }
}

function blocksOf(ca: Buffer): readonly string[] {
  const blocks = ca.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (blocks === null) throw new Error('ca.crt holds no certificate in PEM')
  return blocks
}

function parse<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new Error(`${name} is not what its name says, in PEM`, { cause })
  }
}
