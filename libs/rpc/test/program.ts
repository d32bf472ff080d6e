import { ProfileServiceService } from '@kindred/contracts/profile'
import { AppError, type Log, type Principal } from '@kindred/kernel'

import { createRpcServer, type Handlers, implement } from '../src/index.js'

/** An instance of a service in a process of its own, which a test may kill; the first argument is its port, 0 for any free one. */
const port = Number(process.argv[2])

const silent = (): void => undefined
const log: Log = { debug: silent, info: silent, warn: silent, error: silent }

/** Reads take a moment, so that some are under way whenever the process dies; what is created is never answered. */
const some: Partial<Handlers<object, typeof ProfileServiceService>> = {
  getMyProfile: async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    return { profile: undefined }
  },
  createProfile: () => new Promise(silent),
}
const handlers = new Proxy(some, {
  get: (target, name) => Reflect.get(target, name) ?? refuse,
}) as Handlers<object, typeof ProfileServiceService>

function refuse(): never {
  throw new AppError({ kind: 'unimplemented', code: 'NOT_IN_THIS_TEST', detail: 'Not in this test.' })
}

const people: Readonly<Record<string, Principal>> = {
  alice: { kind: 'user', userId: 'alice', sessionId: 's', roles: [], expiresAt: new Date('2100-01-01') },
  service: { kind: 'service', service: 'gateway', userId: undefined },
}

const server = createRpcServer({
  name: 'profile',
  host: '127.0.0.1',
  port,
  implementations: [implement(ProfileServiceService, handlers, {})],
  authenticate: async (bearer) => people[bearer ?? ''] ?? { kind: 'anonymous' },
  log,
})
process.stdout.write(`${await server.start()}\n`)
