import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'

import { expect } from 'vitest'

import { type Issued, writeFolder } from '@kindred/certificates/issue'
import { ProfileServiceService } from '@kindred/contracts/profile'
import { createTestCertificates, issueFast, newAuthority } from '@kindred/testkit/certificates'

import { createClient, createGrpcTransport, type Handlers, implement, openSecurity } from '../src/index.js'
import { closeAll, connectBy, partly, recordingLog, startServer, ways } from './harness.js'

const apps = ['gateway', 'profile'] as const
const patience = { timeout: 60_000 }
const alice = { token: 'alice', deadlineMs: 60_000 }
const empty = { profile: undefined }

/** How a rotation under load ended. */
interface Rotated {
  readonly calls: number
  readonly handshakes: number
  readonly errors: readonly string[]
  /** What becomes of a caller that knows the last authority alone. */
  readonly latest: string
  /** And of one with a certificate of the first. */
  readonly former: string
}

/**
 * A service and a caller under load while their authority is replaced time and again, each time in three steps: both are believed, the
 * certificates are of the new one, the former one is believed no more.
 */
export async function rotateUnderLoad(rounds: number, between: () => Promise<void>): Promise<Rotated> {
  const certificates = createTestCertificates()
  const log = recordingLog()
  const [gateway, profile] = apps.map((app) => openSecurity(certificates.folderOf(app), log)!) as [
    NonNullable<ReturnType<typeof openSecurity>>,
    NonNullable<ReturnType<typeof openSecurity>>,
  ]
  const formerFolder = certificates.folderOf('former', { names: ['gateway'] })
  const served: Partial<Handlers<object, typeof ProfileServiceService>> = { getMyProfile: async () => empty }
  const implementation = implement(
    ProfileServiceService,
    partly<Handlers<object, typeof ProfileServiceService>>(served),
    {},
  )
  const { address } = await startServer([implementation], { security: profile })
  const towards = gateway.towards('profile')
  const over = new AbortController()
  const counted = { calls: 0, handshakes: 0, errors: [] as string[] }
  const load = [
    ...ways.map(async (way) => {
      const client = await connectBy(way, ProfileServiceService, address, towards)
      await until(over.signal, () => client.getMyProfile({}, alice), counted)
    }),
    until(over.signal, () => callAnew(address, towards), counted, true),
  ]
  await write(certificates.root, log, [certificates.authority], certificates.authority)
  let present = certificates.authority
  for (let round = 0; round < rounds; round += 1) {
    const next = newAuthority()
    await write(certificates.root, log, [next, present], present)
    await write(certificates.root, log, [next, present], next)
    await write(certificates.root, log, [next], next)
    present = next
    await between()
  }
  over.abort()
  await Promise.all(load)
  writeFolder(formerFolder, present.certificate, issueFast(certificates.authority, ['gateway']))
  const old = openSecurity(formerFolder, log)!
  const young = openSecurity(join(certificates.root, 'gateway'), log)!
  const [latest, former] = await Promise.all([young, old].map((one) => outcomeOf(address, one)))
  await closeAll()
  for (const security of [gateway, profile, old, young]) security.close()
  certificates.remove()
  return { ...counted, latest: latest!, former: former! }
}

type Security = ReturnType<NonNullable<ReturnType<typeof openSecurity>>['towards']>

const outcomeOf = (
  address: string,
  security: NonNullable<ReturnType<typeof openSecurity>>,
): Promise<string> =>
  callAnew(address, security.towards('profile')).then(
    () => 'OK',
    ({ code }: { code: string }) => code,
  )

/** One call over a connection of its own. */
async function callAnew(address: string, security: Security): Promise<unknown> {
  const transport = createGrpcTransport({ address, security, retryBudget: { max: 0 } })
  try {
    return await createClient(ProfileServiceService, transport).getMyProfile({}, alice)
  } finally {
    transport.close()
  }
}

async function until(
  over: AbortSignal,
  call: () => Promise<unknown>,
  counted: { calls: number; handshakes: number; errors: string[] },
  isAnew = false,
): Promise<void> {
  while (!over.aborted) {
    try {
      await call()
      counted.calls += 1
      if (isAnew) counted.handshakes += 1
    } catch (error) {
      counted.errors.push(String((error as Error).cause ?? error))
    }
  }
}

/** Gives every app a new certificate of `signer`; resolves when each has taken it. */
async function write(
  root: string,
  log: ReturnType<typeof recordingLog>,
  believed: readonly Issued[],
  signer: Issued,
): Promise<void> {
  const ca = believed.map(({ certificate }) => certificate).join('')
  const written = apps.map((app) => {
    const issued = issueFast(signer, [app])
    writeFolder(join(root, app), ca, issued)
    return new X509Certificate(issued.certificate).fingerprint256
  })
  const taken = (): unknown[] => log.lines.map(({ fields }) => fields['fingerprint'])
  await expect.poll(taken, patience).toEqual(expect.arrayContaining(written))
}
