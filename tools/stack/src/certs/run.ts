import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { type Credentials, readFolder } from '@kindred/certificates'
import { issue, writeFolder, writeWhole } from '@kindred/certificates/issue'

import { StartFailure } from '../start-failure.js'
import { addAuthority, type Authorities, dropFormer, openAuthorities } from './authorities.js'
import type { CertsOptions } from './options.js'

/** Makes what is missing or due; answers what to print. */
export function runCerts(options: CertsOptions): string {
  const { folder, apps, authority } = options
  const known = openAuthorities(folder)
  const kept = new Map([...apps.keys()].map((app) => [app, findKept(join(folder, app))]))
  if (authority === 'drop former') refuseOld(kept, known)
  const authorities =
    authority === 'add' ? addAuthority(folder) : authority === 'drop former' ? dropFormer(folder) : known
  const rows = [...apps].map(([app, names]) =>
    bring(app, { names, kept: kept.get(app), authorities, options }),
  )
  const lines = rows.map(([app, what, until, names]) =>
    [app.padEnd(14), what.padEnd(9), until, names].join('  ').trimEnd(),
  )
  const title = `${authorities.isNew ? 'A new authority' : 'The authority'} in ${join(folder, 'authority')}`
  const next =
    authority === 'add'
      ? ['', 'When every app has taken this (ten seconds): --renew, then --drop-former.']
      : []
  return [title, '', ...lines, ...next].join('\n')
}

interface Bringing {
  readonly names: readonly string[] | undefined
  readonly kept: Credentials | undefined
  readonly authorities: Authorities
  readonly options: CertsOptions
}

type Row = readonly [app: string, what: string, until: string, names: string]

const dayMs = 86_400_000

function bring(app: string, { names, kept, authorities, options }: Bringing): Row {
  const { folder, days, renew, authority } = options
  const wanted = names ?? kept?.names ?? [app]
  // A certificate of an authority that somebody may not believe yet would be refused there.
  const mayStay = authority !== 'keep' || (!renew && isYoung(kept))
  if (kept !== undefined && mayStay && isFor(kept, wanted)) {
    writeWhole(join(folder, app, 'ca.crt'), authorities.believed)
    return [app, 'kept', dayOf(kept.endsAt), wanted.join(', ')]
  }
  const until = new Date(Date.now() + days * dayMs)
  // Clocks of machines differ.
  const made = issue(authorities.present, wanted, { from: new Date(Date.now() - 300_000), until })
  writeFolder(join(folder, app), authorities.believed, made)
  return [app, kept === undefined ? 'made' : 'renewed', dayOf(until), wanted.join(', ')]
}

/** What is there and can be used. */
function findKept(folder: string): Credentials | undefined {
  if (!existsSync(join(folder, 'tls.crt'))) return undefined
  try {
    return readFolder(folder)
  } catch {
    return undefined
  }
}

function isYoung(kept: Credentials | undefined): boolean {
  if (kept === undefined) return false
  const from = Date.parse(new X509Certificate(kept.certificate).validFrom)
  const until = kept.endsAt.getTime()
  return until - Date.now() > (until - from) / 3
}

const isFor = ({ names }: Credentials, wanted: readonly string[]): boolean =>
  names.length === wanted.length && wanted.every((name) => names.includes(name))

function refuseOld(kept: ReadonlyMap<string, Credentials | undefined>, { present }: Authorities): void {
  const { publicKey } = new X509Certificate(present.certificate)
  const old = [...kept].filter(
    ([, one]) => one !== undefined && !new X509Certificate(one.certificate).verify(publicKey),
  )
  if (old.length > 0)
    throw new StartFailure(
      `The certificates of ${old.map(([app]) => app).join(', ')} are of the former authority: --renew them first.`,
    )
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
