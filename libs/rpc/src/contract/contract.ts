import {
  createFileRegistry,
  type DescMethod,
  type DescService,
  type FileRegistry,
  fromBinary,
} from '@bufbuild/protobuf'
import {
  type FileDescriptorProto,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
  MethodOptions_IdempotencyLevel,
} from '@bufbuild/protobuf/wkt'

import { descriptorSet } from '@kindred/contracts/descriptors'

import { commentOf } from './comments.js'
import { type HttpBinding, type HttpRule, parseHttpRule } from './http-binding.js'
import { optionOf, rulesOf } from './rules.js'

const accesses = ['UNSPECIFIED', 'PUBLIC', 'USER', 'BOT', 'SERVICE', 'MODERATOR', 'ADMIN'] as const

/** Who may call an RPC. */
export type Access = Exclude<(typeof accesses)[number], 'UNSPECIFIED'>

/** How often something may be done. */
export interface Rate {
  readonly max: number
  readonly windowSeconds: number
}

/** The policy of an RPC. */
interface Policy {
  readonly access: Access
  /** The rate limit of the public route; empty for only the general one. */
  readonly limit: string
  /** The HTTP status of success; 0 when the policy states none. */
  readonly status: number
  /** The field of the request that proves who calls where nobody is signed in yet; empty where a token does. */
  readonly credential: string
  /** Whether a person may call it whose account waits for its deletion. */
  readonly whileLeaving: boolean
  /** The numbers of a limit that this RPC alone has; undefined for one of the gateway's table. */
  readonly rate: Rate | undefined
  /** How long the answer may take; 0 for as long as usual. */
  readonly deadlineSeconds: number
  /** The apps that may call an RPC of services; empty for any other. */
  readonly callers: ReadonlySet<string>
}

/** What the contract says about one RPC. */
export interface MethodContract {
  /** `/kindred.profile.v1.ProfileService/GetMyProfile`. */
  readonly path: string
  /** `profile`. */
  readonly service: string
  /** `getMyProfile`. */
  readonly name: string
  /** Read at the first question: see commentOf. */
  readonly comment: string
  readonly descriptor: DescMethod
  readonly policy: Policy
  /** True when a call may be retried (idempotency_level). */
  readonly idempotent: boolean
  readonly http: HttpBinding | undefined
}

/** The whole contract. */
export interface Contract {
  /** Kindred's own RPCs; health and reflection are found by `method` only. */
  readonly methods: readonly MethodContract[]
  /** The RPC at a path; throws for an unknown one. */
  method(path: string): MethodContract
  /** The apps that make calls: the gateway and every service. */
  readonly apps: ReadonlySet<string>
  readonly registry: FileRegistry
  readonly files: readonly FileDescriptorProto[]
}

let loaded: Contract | undefined

/** The contract that this build carries, parsed once. Throws with the name of an RPC without a policy, or of a bad path or rule. */
export function loadContract(): Contract {
  loaded ??= readContract(fromBinary(FileDescriptorSetSchema, Buffer.from(descriptorSet, 'base64')))
  return loaded
}

/** The contract of any descriptor set. */
export function readContract(set: FileDescriptorSet): Contract {
  const registry = createFileRegistry(set)
  const services = [...registry].filter((desc) => desc.kind === 'service')
  const apps = appsOf(services)
  const all = services.flatMap((service) => service.methods.map((method) => readMethod(method, apps)))
  for (const desc of registry)
    if (desc.kind === 'message' && isOurs(desc.typeName)) desc.fields.forEach(rulesOf)
  const byPath = new Map(all.map((method) => [method.path, method]))
  return {
    methods: all.filter((method) => isOurs(method.descriptor.parent.typeName)),
    method: (path) => {
      const method = byPath.get(path)
      if (method === undefined) throw new Error(`The contract has no RPC ${path}`)
      return method
    },
    apps,
    registry,
    files: set.file,
  }
}

/** Who has a package with a service of its own name: packages of what every service serves have none. */
function appsOf(services: readonly DescService[]): ReadonlySet<string> {
  const own = services.flatMap(({ typeName }) => {
    const [, name = '', service] = /^kindred\.(\w+)\.v1\.(\w+)Service$/.exec(typeName) ?? []
    return name === service?.toLowerCase() ? [name] : []
  })
  return new Set(['gateway', ...own])
}

const isOurs = (typeName: string): boolean => typeName.startsWith('kindred.')

function readMethod(descriptor: DescMethod, apps: ReadonlySet<string>): MethodContract {
  const name = `${descriptor.parent.typeName}/${descriptor.name}`
  const rule = optionOf<HttpRule>(descriptor, 'google.api.http')
  try {
    return {
      path: `/${name}`,
      service: descriptor.parent.typeName.split('.')[1] ?? '',
      name: descriptor.localName,
      get comment() {
        return commentOf(descriptor)
      },
      descriptor,
      policy: readPolicy(descriptor, apps),
      idempotent: descriptor.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
      http: rule === undefined ? undefined : parseHttpRule(descriptor, rule),
    }
  } catch (cause) {
    throw new Error(`${name}: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}

function readPolicy(descriptor: DescMethod, apps: ReadonlySet<string>): Policy {
  // Health and reflection are not ours to annotate; anyone who reaches the port may ask them.
  if (!isOurs(descriptor.parent.typeName)) return notOurs
  const policy = optionOf<StatedPolicy>(descriptor, 'kindred.api.v1.policy')
  const access = accesses[policy?.access ?? 0]
  if (policy === undefined || access === undefined || access === 'UNSPECIFIED')
    throw new Error('it has no policy')
  const { limit, status, credential, whileLeaving, deadlineSeconds } = policy
  const callers = readCallers(access, policy.callers, apps)
  return { access, limit, status, credential, rate: readRate(policy), whileLeaving, deadlineSeconds, callers }
}

function readCallers(
  access: Access,
  stated: readonly string[],
  apps: ReadonlySet<string>,
): ReadonlySet<string> {
  if ((access === 'SERVICE') !== stated.length > 0)
    throw new Error('an RPC for services names its callers, and no other does')
  const unknown = stated.find((name) => name !== 'services' && !apps.has(name))
  if (unknown !== undefined) throw new Error(`its caller ${unknown} is no app`)
  const services = [...apps].filter((name) => name !== 'gateway')
  return new Set(stated.flatMap((name) => (name === 'services' ? services : [name])))
}

function readRate({ limit, rate }: Pick<Policy, 'limit' | 'rate'>): Rate | undefined {
  if (rate === undefined) return undefined
  const { max, windowSeconds } = rate
  if (limit === '') throw new Error('its rate is that of a limit without a name')
  if (max === 0 || windowSeconds === 0) throw new Error('its rate needs a max and window_seconds above 0')
  return { max, windowSeconds }
}

type StatedPolicy = Omit<Policy, 'access' | 'callers'> & {
  readonly access: number
  readonly callers: readonly string[]
}

const notOurs: Policy = {
  access: 'PUBLIC',
  limit: '',
  status: 0,
  credential: '',
  rate: undefined,
  deadlineSeconds: 0,
  whileLeaving: true,
  callers: new Set(),
}
