import type { AddressInfo } from 'node:net'

import { ProfileServiceService } from '@kindred/contracts/profile'
import { AppError, type Log, type Principal } from '@kindred/kernel'
import { createRpcServer, type Handlers, implement, openSecurity } from '@kindred/rpc'

type ProfileHandlers = Handlers<object, typeof ProfileServiceService>

export type ServiceAnswer = Pick<AddressInfo, 'port'>

const slowMs = 1_500

/** A catalogue of 3 MB. */
const interests = Array.from({ length: 3_000 }, (_, index) => ({
  id: `${index}`,
  group: 'outdoors',
  label: 'x'.repeat(1_000),
}))

/** Small reads, slow ones and large ones. */
const some: Partial<ProfileHandlers> = {
  getMyProfile: () => Promise.resolve({ profile: undefined }),
  getMyPreferences: async () => {
    await new Promise((resolve) => setTimeout(resolve, slowMs))
    return { preferences: undefined }
  },
  getCatalogue: () => Promise.resolve({ interests, goals: [], languages: [] }),
}

const handlers = new Proxy(some, {
  get: (target, name): unknown => Reflect.get(target, name) ?? refuse,
}) as ProfileHandlers

function refuse(): never {
  throw new AppError({ kind: 'unimplemented', code: 'NOT_HERE', detail: 'Not in this benchmark.' })
}

const silent = (): void => undefined
export const silentLog: Log = { debug: silent, info: silent, warn: silent, error: silent }
const expiresAt = new Date('2100-01-01')

/** Whoever says who they are is believed. */
const authenticate = (bearer: string | undefined): Promise<Principal> =>
  Promise.resolve(
    bearer === 'service'
      ? { kind: 'service', service: 'gateway', userId: undefined }
      : { kind: 'user', userId: 'alice', sessionId: 's', roles: [], expiresAt },
  )

/** A service that has nothing but its RPC port; resolves with that. TLS by the certificates of a folder, if one is told. */
export async function startService({ tlsFolder }: { tlsFolder?: string }): Promise<ServiceAnswer> {
  const server = createRpcServer({
    name: 'profile',
    host: '127.0.0.1',
    port: 0,
    implementations: [implement(ProfileServiceService, handlers, {})],
    authenticate,
    security: openSecurity(tlsFolder, silentLog),
    log: silentLog,
  })
  return { port: await server.start() }
}
