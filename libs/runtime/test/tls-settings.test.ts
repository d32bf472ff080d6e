import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestCertificates, type TestCertificates } from '@kindred/testkit/certificates'

import { type ConfigError, openEnv, readTlsFolder, type TlsSettings } from '../src/index.js'

let certificates: TestCertificates
beforeAll(() => {
  certificates = createTestCertificates()
  certificates.folderOf('profile')
})
afterAll(() => certificates.remove())

const here = { auth: '127.0.0.1:8081', chat: 'localhost:8085' }

function read(
  variables: NodeJS.ProcessEnv,
  exposure: { host?: string; peers?: Record<string, string> } = {},
): TlsSettings | string {
  const env = openEnv(variables)
  const settings = readTlsFolder(env, { app: 'profile', peers: here, ...exposure })
  try {
    env.done()
    return settings
  } catch (error) {
    return (error as ConfigError).faults.map(({ name, problem }) => `${name} ${problem}`).join('\n')
  }
}

describe('TLS_FOLDER', () => {
  it('is taken with certificates of the app', () => {
    const tlsFolder = join(certificates.root, 'profile')
    expect(read({ TLS_FOLDER: tlsFolder })).toEqual({ tlsFolder })
  })

  it('is refused without files, and with those of another app', () => {
    const nowhere = join(certificates.root, 'nowhere')
    expect(read({ TLS_FOLDER: nowhere })).toBe('TLS_FOLDER cannot be used: ca.crt cannot be read (ENOENT)')
    const chat = certificates.folderOf('chat', { names: ['chat', 'chat.internal'] })
    expect(read({ TLS_FOLDER: chat })).toBe(
      'TLS_FOLDER holds a tls.crt of chat, chat.internal, not of profile',
    )
  })

  it.each([
    ['listens where others read it', { host: '0.0.0.0' }, '0.0.0.0'],
    ['listens on a network of IPv6', { host: 'fd00::7' }, 'fd00::7'],
    ['calls another machine', { peers: { ...here, media: 'dns:///media:8084' } }, 'media'],
    ['calls one of several machines', { peers: { ...here, media: '127.0.0.1:1,10.0.0.7:8084' } }, '10.0.0.7'],
  ])('may be missing in production, but not for an app that %s', (_name, exposure, where) => {
    const production = { NODE_ENV: 'production' }
    expect(read(production, { host: '127.0.0.1' })).toEqual({})
    expect(read({}, exposure)).toEqual({})
    expect(read(production, exposure)).toMatch(
      `TLS_FOLDER is not set: calls between services would go over ${where} in plaintext.`,
    )
    expect(read({ ...production, RPC_PLAINTEXT: 'on' }, exposure)).toEqual({})
  })
})
