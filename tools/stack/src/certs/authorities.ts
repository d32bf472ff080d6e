import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { createAuthority, type Issued, writeWhole } from '@kindred/certificates/issue'

import { StartFailure } from '../start-failure.js'

/** Who signs and who is believed. */
export interface Authorities {
  readonly present: Issued
  /** PEM of all that are believed: the present one, and the one before it until it is dropped. */
  readonly believed: string
  readonly isNew: boolean
}

const days = 3_650
const dayMs = 86_400_000

/** The authority of a folder, made when there is none; never written over. */
export function openAuthorities(folder: string): Authorities {
  const { certificate, key } = pathsOf(folder)
  const [hasCertificate, hasKey] = [existsSync(certificate), existsSync(key)]
  if (hasCertificate !== hasKey)
    throw new StartFailure(
      `${hasKey ? key : certificate} lies alone: without its other half nothing can be signed. Bring ${hasKey ? certificate : key} back, or move it away for a new authority.`,
    )
  if (!hasKey) write(folder)
  return { ...read(folder), isNew: !hasKey }
}

/** A new authority beside the present one, whose certificates stay good. */
export function addAuthority(folder: string): Authorities {
  const { certificate, key, former } = pathsOf(folder)
  if (existsSync(former))
    throw new StartFailure(
      'There are two authorities already: --renew, then --drop-former, then another one.',
    )
  renameSync(certificate, former)
  rmSync(key)
  write(folder)
  return { ...read(folder), isNew: true }
}

/** Nobody believes the former authority any more. */
export function dropFormer(folder: string): Authorities {
  const { former } = pathsOf(folder)
  if (!existsSync(former)) throw new StartFailure('There is one authority only.')
  rmSync(former)
  return { ...read(folder), isNew: false }
}

const pathsOf = (folder: string) => ({
  certificate: join(folder, 'authority', 'ca.crt'),
  key: join(folder, 'authority', 'ca.key'),
  former: join(folder, 'authority', 'former-ca.crt'),
})

function write(folder: string): void {
  const paths = pathsOf(folder)
  mkdirSync(join(folder, 'authority'), { recursive: true, mode: 0o700 })
  const { certificate, key } = createAuthority({
    from: new Date(),
    until: new Date(Date.now() + days * dayMs),
  })
  writeWhole(paths.key, key, 0o600)
  writeWhole(paths.certificate, certificate)
}

function read(folder: string): Omit<Authorities, 'isNew'> {
  const paths = pathsOf(folder)
  const certificate = readFileSync(paths.certificate, 'utf8')
  const former = existsSync(paths.former) ? readFileSync(paths.former, 'utf8') : ''
  return { present: { certificate, key: readFileSync(paths.key, 'utf8') }, believed: certificate + former }
}
