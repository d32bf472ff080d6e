import {
  create,
  createFileRegistry,
  type DescExtension,
  type DescMessage,
  fromBinary,
  type Message,
  setExtension,
} from '@bufbuild/protobuf'
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { describe, expect, it } from 'vitest'

import { descriptorSet } from '@kindred/contracts/descriptors'

import { commentOf, loadContract, readContract, rulesOf } from '../src/index.js'

const getProfile = 'kindred.profile.v1.ProfileService/GetProfile'

/** A fresh descriptor set, and an option of one of its methods or fields set to something else. */
function withOption(extensionName: string, value: object, target: 'method' | 'field'): FileDescriptorSet {
  const set = fromBinary(FileDescriptorSetSchema, Buffer.from(descriptorSet, 'base64'))
  const registry = createFileRegistry(set)
  const extension = registry.getExtension(extensionName) as DescExtension & { message: DescMessage }
  const service = registry.getService('kindred.profile.v1.ProfileService')
  const method = service?.methods.find(({ name }) => name === 'GetProfile')
  const desc = target === 'method' ? method : method?.input.fields[0]
  const options = desc?.proto.options as Message
  const setAny = setExtension as (message: Message, extension: DescExtension, value: Message) => void
  setAny(options, extension, create(extension.message, value as never))
  return set
}

const withPath = (path: string) =>
  withOption('google.api.http', { pattern: { case: 'get', value: path } }, 'method')

describe('the contract', () => {
  it('knows path, policy, binding, comment and idempotency of an RPC', () => {
    const method = loadContract().method(`/${getProfile}`)
    expect(method).toMatchObject({
      service: 'profile',
      name: 'getProfile',
      policy: {
        access: 'USER',
        limit: 'profile_read',
        status: 0,
        credential: '',
        rate: { max: 120, windowSeconds: 60 },
      },
      idempotent: true,
      http: {
        verb: 'GET',
        path: '/v1/profiles/{user_id}',
        pathFields: ['user_id'],
        body: '',
        responseBody: 'profile',
      },
    })
    expect(method.comment).toMatch(/^Somebody's public view/)
  })

  it('knows status, limit and body of one that creates', () => {
    const method = loadContract().method('/kindred.profile.v1.ProfileService/CreateProfile')
    expect(method.policy).toEqual({
      access: 'USER',
      limit: 'profile',
      status: 201,
      credential: '',
      rate: undefined,
      whileLeaving: false,
      deadlineSeconds: 0,
      callers: new Set(),
    })
    expect(method.idempotent).toBe(false)
    expect(method.http).toMatchObject({ verb: 'POST', body: '*', responseBody: 'profile' })
  })

  it('knows the rules and comments of fields, the comments of enums and their values', () => {
    const { registry } = loadContract()
    const name = registry.getMessage('kindred.profile.v1.CreateProfileRequest')?.field['name']
    expect(name && rulesOf(name)).toMatchObject({
      required: true,
      minLen: 1,
      maxLen: 50,
      gte: undefined,
      example: '"Alice"',
    })
    expect(name && commentOf(name)).toBe('First name or nickname.')
    const access = registry.getEnum('kindred.api.v1.Access')
    expect(access && commentOf(access)).toBe('Who may call an RPC.')
    expect(access?.value[1] && commentOf(access.value[1])).toBe('Anyone.')
  })

  it('lists every RPC of Kindred with a policy, and knows health only by its path', () => {
    const { methods, method } = loadContract()
    expect(methods.length).toBeGreaterThan(30)
    expect(methods.every(({ path }) => path.startsWith('/kindred.'))).toBe(true)
    expect(method('/grpc.health.v1.Health/Check').policy.access).toBe('PUBLIC')
    expect(() => method('/kindred.profile.v1.ProfileService/Nothing')).toThrow(/Nothing/)
  })

  it('fails by the name of an RPC without a policy', () => {
    const set = withOption('kindred.api.v1.policy', {}, 'method')
    expect(() => readContract(set)).toThrow(`${getProfile}: it has no policy`)
  })

  it.each([
    { limit: '', rate: { max: 1, windowSeconds: 60 } },
    { limit: 'mine', rate: { max: 0, windowSeconds: 60 } },
    { limit: 'mine', rate: { max: 1, windowSeconds: 0 } },
  ])('fails by the name of an RPC with half a limit of its own: %j', (half) => {
    const set = withOption('kindred.api.v1.policy', { access: 2, ...half }, 'method')
    expect(() => readContract(set)).toThrow(new RegExp(`${getProfile}: its rate`))
  })

  it.each([
    [{ access: 4 }, 'an RPC for services names its callers, and no other does'],
    [{ access: 2, callers: ['chat'] }, 'an RPC for services names its callers, and no other does'],
    [{ access: 4, callers: ['chat', 'nobody'] }, 'its caller nobody is no app'],
  ])('fails by the name of an RPC with the callers of another: %j', (policy, says) => {
    const set = withOption('kindred.api.v1.policy', policy, 'method')
    expect(() => readContract(set)).toThrow(`${getProfile}: ${says}`)
  })

  it('knows the apps, and who may call an RPC of services', () => {
    const { apps, method } = loadContract()
    const services = ['auth', 'chat', 'discovery', 'media', 'notification', 'profile', 'safety']
    expect([...apps].sort()).toEqual([...services, 'gateway'].sort())
    const callersOf = (path: string): string[] => [...method(path).policy.callers].sort()
    expect(callersOf('/kindred.media.v1.MediaService/ReadPhoto')).toEqual(['gateway'])
    expect(callersOf('/kindred.events.v1.InboxService/Deliver')).toEqual(services)
    expect(callersOf(`/${getProfile}`)).toEqual([])
  })

  it.each(['v1/x', '/v1//x', '/v1/{user_id}/{user_id}', '/v1/{nobody}', '/v1/{user_id', '/v1/a b'])(
    'fails by the name of an RPC with the path %s',
    (path) => {
      expect(() => readContract(withPath(path))).toThrow(getProfile)
    },
  )

  it.each([{ pattern: '(' }, { format: 'phone' }, { example: 'Alice' }])(
    'fails by the name of a field with %o',
    (rules) => {
      const set = withOption('kindred.api.v1.rules', rules, 'field')
      expect(() => readContract(set)).toThrow('kindred.profile.v1.GetProfileRequest.user_id')
    },
  )
})
