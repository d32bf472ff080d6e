import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { readFolder } from '@kindred/certificates'
import { issue, writeFolder } from '@kindred/certificates/issue'

import { type CertsOptions, readCertsOptions } from './options.js'
import { runCerts } from './run.js'

const day = 86_400_000

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kindred-certs-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The command for two apps only: keys take long. */
const certs = (change: Partial<CertsOptions> = {}): string =>
  runCerts({
    folder,
    apps: new Map([
      ['chat', undefined],
      ['media', undefined],
    ]),
    days: 90,
    renew: false,
    authority: 'keep',
    ...change,
  })

const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8')
const serials = (): string[] =>
  ['chat', 'media'].map((app) => new X509Certificate(read(app, 'tls.crt')).serialNumber)
const rowsOf = (output: string): string[] =>
  output.split('\n').flatMap((line) => /^(?:chat|media) +(\w+)/.exec(line)?.[1] ?? [])

describe('npm run certs', () => {
  it('makes an authority and folders that apps can use, with keys that only their owner reads', () => {
    expect(rowsOf(certs())).toEqual(['made', 'made'])
    expect(readFolder(join(folder, 'chat')).names).toEqual(['chat'])
    const modes = ['authority/ca.key', 'chat/tls.key'].map(
      (file) => statSync(join(folder, file)).mode & 0o777,
    )
    expect(modes).toEqual([0o600, 0o600])
    expect(
      new X509Certificate(read('chat', 'tls.crt')).verify(
        new X509Certificate(read('authority', 'ca.crt')).publicKey,
      ),
    ).toBe(true)
  })

  it('leaves what is good, makes anew what is due or asked for, and never an authority', () => {
    certs({ days: 2 })
    const [authority, first] = [read('authority', 'ca.key'), serials()]
    expect(rowsOf(certs())).toEqual(['kept', 'kept'])
    expect(serials()).toEqual(first)
    const chat = new Map([['chat', ['chat', 'chat.internal']]])
    expect(certs({ apps: chat })).toMatch(/chat +renewed .* chat, chat.internal$/m)
    expect(serials()[1]).toBe(first[1])
    expect(rowsOf(certs({ renew: true }))).toEqual(['renewed', 'renewed'])
    // Names of one's own stay.
    const names = ['chat', 'chat.internal']
    expect(readFolder(join(folder, 'chat')).names).toEqual(names)
    const signer = { certificate: read('authority', 'ca.crt'), key: authority }
    const life = { from: new Date(Date.now() - 3 * day), until: new Date(Date.now() + day) }
    writeFolder(join(folder, 'chat'), signer.certificate, issue(signer, names, life))
    expect(rowsOf(certs())).toEqual(['renewed', 'kept'])
    rmSync(join(folder, 'media', 'tls.key'))
    expect(rowsOf(certs())).toEqual(['kept', 'made'])
    expect(read('authority', 'ca.key')).toBe(authority)
    renameSync(join(folder, 'authority', 'ca.key'), join(folder, 'elsewhere'))
    expect(() => certs()).toThrow(/ca\.crt lies alone: .*Bring .*ca\.key back/)
    expect(existsSync(join(folder, 'authority', 'ca.key'))).toBe(false)
  })

  it('brings another authority in by three steps, none of which can be left out', () => {
    certs()
    const [former, first] = [read('authority', 'ca.crt'), serials()]
    expect(certs({ authority: 'add' })).toContain('--renew, then --drop-former')
    expect(serials()).toEqual(first)
    expect(read('chat', 'ca.crt')).toBe(read('authority', 'ca.crt') + former)
    expect(() => certs({ authority: 'add' })).toThrow('There are two authorities already')
    expect(() => certs({ authority: 'drop former' })).toThrow('of chat, media are of the former authority')
    certs({ renew: true })
    expect(read('chat', 'ca.crt')).toContain(former)
    certs({ authority: 'drop former' })
    expect(read('chat', 'ca.crt')).toBe(read('authority', 'ca.crt'))
    expect(read('authority', 'ca.crt')).not.toBe(former)
    expect(() => certs({ authority: 'drop former' })).toThrow('There is one authority only.')
  })

  it.each([
    [['tls', '--days', '0'], '--days takes a whole number from 1 to 825.'],
    [['tls', 'two words'], '"two words" is no app'],
    [['tls', 'authority'], '"authority" is no app'],
    [['tls', '../up'], '"../up" is no app'],
    [['tls', 'chat=other'], 'The names of chat must hold chat'],
    [['tls', 'chat', '--new-authority'], 'A change of authorities is for all apps: name none.'],
    [['tls', '--new-authority', '--drop-former'], 'one command each'],
    [['tls', '--unknown'], "Unknown option '--unknown'"],
  ])('refuses %j', (args, says) => {
    expect(() => readCertsOptions(args)).toThrow(says)
  })

  it('asks for nothing without a folder', () => {
    expect(readCertsOptions([])).toBeUndefined()
  })
})
