import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { createServiceTokens } from '@kindred/identity'
import { type Access, loadContract, type MethodContract } from '@kindred/rpc'

import { botSecretOf } from '../src/environment.js'
import { type ServiceName, serviceNames, type Stack } from '../src/index.js'
import { appNames } from '../src/names.js'
import { ask } from './ask.js'
import { asModerator } from './moderator.js'
import { type Operation, readOperations } from './operations.js'
import { signIn } from './people.js'
import { shutOut } from './shut-out.js'
import { createTestStack } from './test-stack.js'

/** Those who are shut out come with a token that was good before. */
const shutOutCallers = ['a suspended person', 'a banned person', 'a banned moderator'] as const
type Caller = 'nobody' | 'person' | 'moderator' | 'bot' | 'service' | (typeof shutOutCallers)[number]

/** Who may call what, as the contract promises. */
const allowed: Readonly<Record<Access, readonly Caller[]>> = {
  PUBLIC: ['nobody', 'person', 'moderator', 'bot', 'service', ...shutOutCallers],
  USER: ['person', 'moderator'],
  MODERATOR: ['moderator'],
  ADMIN: [],
  BOT: ['bot'],
  SERVICE: ['service'],
}
const { methods } = loadContract()

let stack: Stack
let operations: Operation[]
let tokens: Readonly<Record<Caller, (service: ServiceName) => Promise<string | undefined>>>
const clients = new Map<ServiceName, Client>()
beforeAll(async () => {
  stack = await createTestStack()
  operations = await readOperations(stack.url)
  const person = await signIn(stack, 'Alice')
  const moderator = await asModerator(stack, await signIn(stack, 'Mia'))
  const secret = stack.plan.secrets.service
  const services = createServiceTokens({ service: 'gateway', secret })
  tokens = {
    nobody: async () => undefined,
    person: async () => person.token(),
    moderator: async () => moderator.token(),
    bot: async () => botSecretOf(stack.plan),
    service: (name) => services.issue(name),
    ...(await shutOutTokens()),
  }
  for (const name of serviceNames)
    clients.set(name, new Client(stack.rpc[name], credentials.createInsecure()))
  for (const name of serviceNames) for (const caller of shutOutCallers) await untilKnown(name, caller)
}, 180_000)
afterAll(async () => {
  for (const client of clients.values()) client.close()
  await stack.stop()
})

async function shutOutTokens(): Promise<Pick<typeof tokens, (typeof shutOutCallers)[number]>> {
  const token = async (who: Parameters<typeof shutOut>[1]) => {
    const person = await shutOut(stack, who)
    return async () => person.token()
  }
  return {
    'a suspended person': await token({ how: 'suspended' }),
    'a banned person': await token({ how: 'banned' }),
    'a banned moderator': await token({ how: 'banned', role: 'MODERATOR' }),
  }
}

/** Resolves when a service has heard that a session is over. */
async function untilKnown(service: ServiceName, caller: Caller): Promise<void> {
  const method = methods.find(
    (one) => portsOf(one).includes(service) && ['USER', 'MODERATOR'].includes(one.policy.access),
  )!
  const answer = async () => call(clients.get(service)!, method, await tokens[caller](service))
  await vi.waitFor(async () => expect(await answer()).toBe('SESSION_REVOKED'), { timeout: 60_000 })
}

/** The services at whose port an RPC is. */
const portsOf = ({ service }: MethodContract): readonly ServiceName[] =>
  serviceNames.filter((name) => name === service || service === 'events')

/** Whom an RPC refuses. */
const refusedBy = ({ policy }: MethodContract): readonly Caller[] =>
  (Object.keys(tokens) as Caller[]).filter((caller) => !allowed[policy.access].includes(caller))

/** The reason of a refusal, by which the caller is told apart from one with a wrong request; 'OK' without one. */
function call(
  client: Client,
  { path, descriptor }: MethodContract,
  token: string | undefined,
): Promise<string> {
  const metadata = new Metadata()
  if (token !== undefined) metadata.set('authorization', `Bearer ${token}`)
  const bytes = (value: Buffer): Buffer => value
  const options = { deadline: Date.now() + 30_000 }
  return new Promise((resolve) => {
    const told = (error: ServiceError | null): void => resolve(error === null ? 'OK' : reasonOf(error))
    const { methodKind } = descriptor
    if (methodKind === 'unary')
      return void client.makeUnaryRequest(path, bytes, bytes, Buffer.alloc(0), metadata, options, told)
    if (methodKind === 'client_streaming')
      return client.makeClientStreamRequest(path, bytes, bytes, metadata, options, told).end()
    const stream =
      methodKind === 'server_streaming'
        ? client.makeServerStreamRequest(path, bytes, bytes, Buffer.alloc(0), metadata, options)
        : client.makeBidiStreamRequest(path, bytes, bytes, metadata, options)
    stream.on('data', () => undefined)
    stream.on('end', () => resolve('OK'))
    stream.on('error', (error: ServiceError) => resolve(reasonOf(error)))
  })
}

/** google.rpc.ErrorInfo is a part of the trailer, whose reason is plain text in it. */
function reasonOf({ metadata, code }: ServiceError): string {
  const details = metadata.get('grpc-status-details-bin').join(' ')
  return (
    /UNAUTHENTICATED|FORBIDDEN|CALLER_NOT_ALLOWED|TOKEN_INVALID|SESSION_REVOKED/.exec(details)?.[0] ??
    `code ${code}`
  )
}

const isShutOut = (caller: Caller): boolean => (shutOutCallers as readonly Caller[]).includes(caller)

/** Who has RPCs for the bot knows its credential, as the gateway does. */
const knowsBot: ReadonlySet<ServiceName> = new Set(['auth', 'notification', 'safety'])

function told(caller: Caller, service: ServiceName = 'auth'): string {
  if (caller === 'nobody') return 'UNAUTHENTICATED'
  if (isShutOut(caller)) return 'SESSION_REVOKED'
  return caller === 'bot' && !knowsBot.has(service) ? 'TOKEN_INVALID' : 'FORBIDDEN'
}

describe('an RPC port', () => {
  it.each(serviceNames)('of %s refuses every caller for whom an RPC is not', async (service) => {
    const mine = methods.filter((method) => portsOf(method).includes(service))
    const wrong: string[] = []
    for (const method of mine)
      for (const caller of refusedBy(method)) {
        const answer = await call(clients.get(service)!, method, await tokens[caller](service))
        if (answer !== told(caller, service)) wrong.push(`${method.path} tells ${caller}: ${answer}`)
      }
    expect(wrong).toEqual([])
    expect(mine.length).toBeGreaterThan(4)
  })

  it.each(serviceNames)(
    'of %s refuses every app that the contract does not name for an RPC',
    async (service) => {
      const mine = methods.filter(
        (method) => portsOf(method).includes(service) && method.policy.access === 'SERVICE',
      )
      const wrong: string[] = []
      for (const app of appNames) {
        const tokens = createServiceTokens({ service: app, secret: stack.plan.secrets.service })
        for (const method of mine.filter(({ policy }) => !policy.callers.has(app))) {
          const answer = await call(clients.get(service)!, method, await tokens.issue(service))
          if (answer !== 'CALLER_NOT_ALLOWED') wrong.push(`${method.path} tells ${app}: ${answer}`)
        }
      }
      expect(wrong).toEqual([])
      expect(mine.length).toBeGreaterThan(4)
    },
  )

  it.each(serviceNames)('of %s believes no token that was made for another service', async (service) => {
    const method = methods.find(({ path }) => path.endsWith('OutboxService/ListDeadLetters'))!
    const other = serviceNames.find((name) => name !== service)!
    expect(await call(clients.get(service)!, method, await tokens.service(other))).toBe('TOKEN_INVALID')
  })
})

describe('the gateway', () => {
  it('refuses every caller for whom a route is not, and has no route to an RPC of services', async () => {
    const wrong: string[] = []
    for (const method of methods) {
      const operation = operations.find(({ id }) => id === method.descriptor.name)
      if (operation === undefined || method.http === undefined) continue
      for (const caller of refusedBy(method).filter((one) => one !== 'service')) {
        const { example, verb } = operation
        const question = {
          verb,
          path: example.path,
          body: example.body,
          token: await tokens[caller]('auth'),
        }
        const { status, code } = await ask(stack.url, question)
        if (code !== told(caller))
          wrong.push(`${verb} ${operation.template} tells ${caller}: ${status} ${code}`)
      }
    }
    expect(wrong).toEqual([])
    const open = methods.filter(({ http, policy }) => http !== undefined && policy.access === 'SERVICE')
    expect(open.map(({ path }) => path)).toEqual([])
  })
})
