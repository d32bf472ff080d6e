import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { ChannelCredentials } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { AuthServiceService } from '@kindred/contracts/auth'
import { ProfileServiceService } from '@kindred/contracts/profile'
import {
  createTestCertificates,
  lifeOf,
  newAuthority,
  type TestCertificates,
} from '@kindred/testkit/certificates'

import { type Handlers, implement, openSecurity, type RpcSecurity } from '../src/index.js'
import { closeAll, connect, connectBy, partly, recordingLog, startServer, ways } from './harness.js'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>
type AuthHandlers = Handlers<object, typeof AuthServiceService>

let certificates: TestCertificates
beforeAll(() => void (certificates = createTestCertificates()))
afterAll(() => certificates.remove())

const opened: RpcSecurity[] = []
afterEach(async () => {
  await closeAll()
  for (const security of opened.splice(0)) security.close()
})

function open(folder: string): RpcSecurity {
  const security = openSecurity(folder, recordingLog())!
  opened.push(security)
  return security
}

const empty = { profile: undefined }
const handlers: Partial<ProfileHandlers> = {
  getMyProfile: async () => empty,
  getCatalogue: async () => ({ interests: [], goals: [], languages: [] }),
  findPeople: async () => ({ people: [] }),
}

const serveProfile = (security: RpcSecurity | undefined) =>
  startServer([implement(ProfileServiceService, partly<ProfileHandlers>(handlers), {})], { security })

const alice = { token: 'alice', deadlineMs: 60_000 }
const unreachable = { code: 'PROFILE_UNAVAILABLE' }

/** What a way to profile is refused with, down to the words of TLS. */
async function refusalOf(address: string, security: ReturnType<RpcSecurity['towards']> | undefined) {
  const refused = connect(ProfileServiceService, address, security).getMyProfile(
    {},
    { ...alice, deadlineMs: 20_000 },
  )
  const error = await refused.then(
    () => expect.fail('it was answered'),
    (thrown: unknown) => thrown,
  )
  expect(error).toMatchObject(unreachable)
  return ((error as Error).cause as Error).message
}

/** A client that shows what it likes. */
const showing = (folder: string | undefined): ReturnType<RpcSecurity['towards']> => {
  const part = (name: string) => (folder === undefined ? null : readFileSync(join(folder, name)))
  const ca = readFileSync(join(certificates.root, 'profile', 'ca.crt'))
  const credentials = ChannelCredentials.createSsl(ca, part('tls.key'), part('tls.crt'))
  return { credentials, options: { 'grpc.ssl_target_name_override': 'profile' } }
}

describe.each(ways)('a call over TLS %s', (way) => {
  it('is answered where both show the certificates of their names, whatever the address', async () => {
    const { address } = await serveProfile(open(certificates.folderOf('profile')))
    const gateway = open(certificates.folderOf('gateway'))
    const profile = await connectBy(way, ProfileServiceService, address, gateway.towards('profile'))
    await expect(profile.getMyProfile({}, alice)).resolves.toEqual(empty)
  })

  it('is refused to a service whose token says another name than its certificate', async () => {
    const { address } = await serveProfile(open(certificates.folderOf('profile')))
    const chat = open(certificates.folderOf('chat'))
    const gateway = open(certificates.folderOf('gateway', { names: ['gateway', 'safety'] }))
    const asked = { query: 'x' }
    const byGateway = await connectBy(way, ProfileServiceService, address, gateway.towards('profile'))
    await expect(byGateway.findPeople(asked, { token: 'service:safety' })).resolves.toEqual({ people: [] })
    const byChat = connect(ProfileServiceService, address, chat.towards('profile'))
    await expect(byChat.findPeople(asked, { token: 'service:safety' })).rejects.toMatchObject({
      code: 'CERTIFICATE_REFUSED',
      detail: 'This call needs the certificate of safety.',
    })
  })
})

describe('a service', () => {
  it('with certificates refuses plaintext, and one without refuses TLS', async () => {
    const secure = await serveProfile(open(certificates.folderOf('profile')))
    await refusalOf(secure.address, undefined)
    const plain = await serveProfile(undefined)
    await refusalOf(plain.address, open(certificates.folderOf('gateway')).towards('profile'))
  })

  it('refuses who shows no certificate, an expired one and one of another authority', async () => {
    const { address } = await serveProfile(open(certificates.folderOf('profile')))
    await refusalOf(address, showing(undefined))
    await refusalOf(address, showing(certificates.folderOf('gateway', { life: lifeOf(-0.5) })))
    await refusalOf(address, showing(certificates.folderOf('gateway', { authority: newAuthority() })))
    const good = connect(ProfileServiceService, address, showing(certificates.folderOf('gateway')))
    await expect(good.getMyProfile({}, alice)).resolves.toEqual(empty)
  })

  it('refuses signed-in people whose caller shows the certificate of no app, and nobody what is public', async () => {
    const { address } = await serveProfile(open(certificates.folderOf('profile')))
    const backup = connect(
      ProfileServiceService,
      address,
      open(certificates.folderOf('backup')).towards('profile'),
    )
    await expect(backup.getMyProfile({}, alice)).rejects.toMatchObject({ code: 'CERTIFICATE_REFUSED' })
    await expect(backup.getCatalogue({}, {})).resolves.toMatchObject({ goals: [] })
  })

  it('takes calls of the bot from the gateway alone', async () => {
    const served: Partial<AuthHandlers> = { findLanguage: async () => ({ language: 'en' }) }
    const auth = implement(AuthServiceService, partly<AuthHandlers>(served), {})
    const security = open(certificates.folderOf('auth'))
    const { address } = await startServer([auth], { name: 'auth', security })
    const askedBy = (app: string) =>
      connect(AuthServiceService, address, open(certificates.folderOf(app)).towards('auth')).findLanguage(
        { telegramUserId: 1 },
        { token: 'bot' },
      )
    await expect(askedBy('gateway')).resolves.toEqual({ language: 'en' })
    await expect(askedBy('chat')).rejects.toMatchObject({ code: 'CERTIFICATE_REFUSED' })
  })
})

describe('a caller', () => {
  it('refuses a service that shows the certificate of another app, an expired one and one of another authority', async () => {
    const gateway = open(certificates.folderOf('gateway')).towards('profile')
    const chat = await serveProfile(open(certificates.folderOf('chat')))
    expect(await refusalOf(chat.address, gateway)).toContain('a certificate of chat, not of profile')
    const stranger = { authority: newAuthority() }
    const other = await serveProfile(open(certificates.folderOf('profile', stranger)))
    await refusalOf(other.address, gateway)
    // A server that was started while its certificate was good.
    const short = { life: { from: new Date(0), until: new Date(Date.now() + 4_000) } }
    const late = await serveProfile(open(certificates.folderOf('profile', short)))
    const profile = (): Promise<string> =>
      connect(ProfileServiceService, late.address, gateway)
        .getMyProfile({}, alice)
        .then(
          () => 'OK',
          ({ cause }: { cause: Error }) => cause.message,
        )
    await expect.poll(profile, { timeout: 60_000 }).toContain('certificate has expired')
  })
})

describe('the callers of the contract', () => {
  it.each(ways)('are asked by name without TLS too: %s', async (way) => {
    const { address } = await serveProfile(undefined)
    const profile = await connectBy(way, ProfileServiceService, address)
    const as = (name: string) => profile.findPeople({ query: 'x' }, { token: `service:${name}` })
    await expect(as('safety')).resolves.toEqual({ people: [] })
    await expect(as('chat')).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'CALLER_NOT_ALLOWED',
      detail: 'This call is only for safety.',
    })
  })
})
