import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { issueFast, lifeOf, newAuthority } from '@kindred/testkit/certificates'

import { type CertificateFolder, dnsNames, openFolder, readFolder } from '../src/index.js'
import { writeFolder } from '../src/issue/index.js'

const authority = newAuthority()
const made = (hours = 24) => issueFast(authority, ['profile', 'profile.internal'], lifeOf(hours))
const patience = { timeout: 30_000 }

const lines: string[] = []
const note = (_fields: object, message?: string): void => void lines.push(message ?? '')
const log = { debug: note, info: note, warn: note, error: note }

let folder: string
const opened: CertificateFolder[] = []
const open = (): CertificateFolder => {
  const certificates = openFolder(folder, log)
  opened.push(certificates)
  return certificates
}

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kindred-tls-'))))
afterEach(() => {
  for (const certificates of opened.splice(0)) certificates.close()
  lines.length = 0
  rmSync(folder, { recursive: true, force: true })
})

describe('a folder of certificates', () => {
  it('says who its certificate is for and until when, and believes several authorities', () => {
    const both = authority.certificate + newAuthority().certificate
    writeFolder(folder, both, made())
    const { names, endsAt, ca } = readFolder(folder)
    expect(names).toEqual(['profile', 'profile.internal'])
    expect(endsAt.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
    expect(ca.toString()).toBe(both)
  })

  it.each([
    ['tls.key cannot be read (ENOENT)', () => rmSync(join(folder, 'tls.key'))],
    ['tls.key is not the key of tls.crt', () => writeFileSync(join(folder, 'tls.key'), made().key)],
    ['ca.crt holds no certificate in PEM', () => writeFileSync(join(folder, 'ca.crt'), 'nothing')],
    [
      'ca.crt is not what its name says, in PEM',
      () => writeFileSync(join(folder, 'ca.crt'), authority.certificate.replace('MI', 'xx')),
    ],
    ['tls.crt is not what its name says, in PEM', () => writeFileSync(join(folder, 'tls.crt'), 'nothing')],
    ['tls.crt ended on 20', () => writeFolder(folder, authority.certificate, made(-0.5))],
  ])('is refused at the start: %s', (sentence, spoil) => {
    writeFolder(folder, authority.certificate, made())
    spoil()
    expect(() => open()).toThrow(sentence)
  })

  it('is read anew when its files change, and keeps what it has while they do not fit', async () => {
    writeFolder(folder, authority.certificate, made())
    const certificates = open()
    const [first, second] = [certificates.current, made()]
    const told: Buffer[] = []
    certificates.onChange(({ certificate }) => told.push(certificate))
    // A key that lies beside the certificate before it for longer than files take to be written.
    writeFileSync(join(folder, 'tls.key'), second.key)
    await expect.poll(() => lines, patience).toContain('the former certificates stay')
    expect(certificates.current).toBe(first)
    writeFileSync(join(folder, 'tls.crt'), second.certificate)
    await expect.poll(() => certificates.current.certificate.toString(), patience).toBe(second.certificate)
    expect(told.map(String)).toEqual([second.certificate])
  })

  it('is read anew when Kubernetes replaces the link behind its files', async () => {
    const put = (version: string, issued: ReturnType<typeof made>): void => {
      writeFolder(join(folder, version), authority.certificate, issued)
      symlinkSync(version, join(folder, '..data_tmp'))
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'))
    }
    mkdirSync(folder, { recursive: true })
    put('..2026_1', made())
    for (const name of ['ca.crt', 'tls.crt', 'tls.key']) symlinkSync(join('..data', name), join(folder, name))
    const certificates = open()
    const next = made()
    put('..2026_2', next)
    await expect.poll(() => certificates.current.certificate.toString(), patience).toBe(next.certificate)
  })

  it('that is replaced as a whole is found all the same', async () => {
    writeFolder(folder, authority.certificate, made())
    const certificates = open()
    const next = made()
    renameSync(folder, `${folder}.old`)
    writeFolder(folder, authority.certificate, next)
    await expect.poll(() => certificates.current.certificate.toString(), patience).toBe(next.certificate)
    rmSync(`${folder}.old`, { recursive: true })
  })
})

describe('the names of a certificate', () => {
  it.each([
    [undefined, []],
    [
      'DNS:profile, DNS:profile.internal, IP Address:127.0.0.1, URI:spiffe://kindred',
      ['profile', 'profile.internal'],
    ],
    // A name that holds what looks like another one.
    ['DNS:"x, DNS:profile, y"', []],
  ])('of %j are %j', (text, names) => {
    expect(dnsNames(text)).toEqual(names)
  })
})
