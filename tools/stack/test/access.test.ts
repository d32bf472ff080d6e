import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createServiceTokens } from '@kindred/identity'
import { type Access, loadContract, type MethodContract } from '@kindred/rpc'

import { botSecretOf } from '../src/environment.js'
import { type ServiceName, serviceNames, type Stack } from '../src/index.js'
import { ask } from './ask.js'
import { asModerator } from './moderator.js'
import { type Operation, readOperations } from './operations.js'
import { signIn } from './people.js'
import { createTestStack } from './test-stack.js'

type Caller = 'nobody' | 'person' | 'moderator' | 'bot' | 'service'

/** Who may call what, as the contract promises. */
const allowed: Readonly<Record<Access, readonly Caller[]>> = {
  PUBLIC: ['nobody', 'person', 'moderator', 'bot', 'service'],
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
  }
  for (const name of serviceNames)
    clients.set(name, new Client(stack.rpc[name], credentials.createInsecure()))
})
afterAll(async () => {
  for (const client of clients.values()) client.close()
  await stack.stop()
})

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
  return /UNAUTHENTICATED|FORBIDDEN|TOKEN_INVALID/.exec(details)?.[0] ?? `code ${code}`
}

/** The bot's credential is known to the gateway and to these alone. */
const knowsBot: ReadonlySet<ServiceName> = new Set(['auth', 'notification'])

function told(caller: Caller, service: ServiceName = 'auth'): string {
  if (caller === 'nobody') return 'UNAUTHENTICATED'
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
