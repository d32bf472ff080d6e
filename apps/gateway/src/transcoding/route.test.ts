import { clone, create } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { describe, expect, it } from 'vitest'

import { loadContract, type MethodContract, readContract } from '@kindred/rpc'

import { deriveRoutes, type Route } from './route.js'

const contract = loadContract()
const routes = deriveRoutes(contract)
const route = (operationId: string): Route => routes.find((one) => one.operationId === operationId)!
const method = (name: string): MethodContract => contract.methods.find((one) => one.name === name)!
const names = (fields: readonly { name: string }[] | undefined) => fields?.map(({ name }) => name)

const asGet = (name: string): Partial<MethodContract> => {
  const { descriptor, http } = method(name)
  return { descriptor, http: { ...http!, verb: 'GET', body: '' } }
}

/** The GET of a request of that type; any message will do. */
const withRequest = (typeName: string): Partial<MethodContract> => {
  const { descriptor } = method('getMyProfile')
  return { descriptor: { ...descriptor, input: contract.registry.getMessage(typeName)! } }
}

const derive = (changed: Partial<MethodContract>) =>
  deriveRoutes({ methods: [{ ...method('getMyProfile'), ...changed }] })

describe('derived routes', () => {
  it('are all RPCs with an HTTP rule and no other', () => {
    expect(routes.length).toBe(contract.methods.filter(({ http }) => http !== undefined).length)
    expect(route('SetTyping')).toBeUndefined()
    expect(route('BatchGetMyMedia')).toBeUndefined()
  })

  it('split the fields of a request into path, query and body', () => {
    expect(route('SendMessage')).toMatchObject({
      verb: 'POST',
      template: '/v1/chat/conversations/{conversation_id}/messages',
      url: '/v1/chat/conversations/:conversation_id/messages',
    })
    expect(names(route('SendMessage').pathFields)).toEqual(['conversation_id'])
    expect(names(route('SendMessage').queryFields)).toEqual([])
    expect(names(route('SendMessage').bodyFields)).toEqual(['client_message_id', 'text'])
    expect(names(route('ListMessages').queryFields)).toEqual(['before_seq', 'after_seq', 'page_size'])
    expect(route('ListMessages').bodyFields).toBeUndefined()
    expect(names(route('ListCandidates').queryFields)).toEqual(['page_size', 'page_token', 'filters'])
  })

  it('keep the field mask of a PATCH out of its body', () => {
    expect(route('UpdateMyProfile').mask?.name).toBe('update_mask')
    expect(names(route('UpdateMyProfile').bodyFields)).not.toContain('update_mask')
  })

  it('take status, access, limit and credential from the policy', () => {
    expect(route('CreateProfile')).toMatchObject({ status: 201, access: 'USER', limit: 'profile' })
    expect(route('SignInWithTelegram')).toMatchObject({
      status: 200,
      access: 'PUBLIC',
      limit: 'login',
      credential: 'init_data',
    })
    expect(route('Unmatch')).toMatchObject({ status: 204, limit: undefined })
  })

  it('unwrap the response field that is the whole body', () => {
    expect(route('GetMyProfile').unwrapped?.name).toBe('profile')
    expect(route('ListMatches').unwrapped).toBeUndefined()
  })
})

describe('a contract that cannot be served', () => {
  it('names both RPCs of a clash, even when their path fields have other names', () => {
    const http = { ...method('getProfile').http!, path: '/v1/profiles/{somebody}', pathFields: ['user_id'] }
    const clashing = { ...method('getProfile'), path: '/kindred.x.v1.XService/GetSomebody', http }
    expect(() => deriveRoutes({ methods: [method('getProfile'), clashing] })).toThrow(
      '/kindred.x.v1.XService/GetSomebody clashes with /kindred.profile.v1.ProfileService/GetProfile: both are GET /v1/profiles/{}',
    )
  })

  it.each([
    ['a stream', { descriptor: method('subscribe').descriptor }, 'only a unary RPC can have a REST route'],
    [
      'an RPC for services',
      {
        policy: {
          access: 'SERVICE',
          limit: '',
          status: 0,
          credential: '',
          rate: undefined,
          whileLeaving: false,
          deadlineSeconds: 0,
          callers: new Set<string>(),
        },
      },
      'an RPC for services cannot',
    ],
    [
      'an unknown limit',
      {
        policy: {
          access: 'USER',
          limit: 'yawn',
          status: 0,
          credential: '',
          rate: undefined,
          whileLeaving: false,
          deadlineSeconds: 0,
          callers: new Set<string>(),
        },
      },
      'there is no rate limit named yawn',
    ],
    [
      'a credential that the request does not have',
      {
        policy: {
          access: 'PUBLIC',
          limit: 'login',
          status: 0,
          credential: 'password',
          rate: undefined,
          whileLeaving: false,
          deadlineSeconds: 0,
          callers: new Set<string>(),
        },
      },
      'it names the unknown field password',
    ],
    [
      'a field mask outside of a PATCH',
      asGet('updateMyProfile'),
      'kindred.profile.v1.UpdateMyProfileRequest.update_mask has no JSON form',
    ],
    [
      'messages in a list of a query',
      withRequest('kindred.chat.v1.SyncResponse'),
      'events cannot stand in a query',
    ],
    ['a time in a query', withRequest('kindred.chat.v1.Message'), 'created_at cannot stand in a query'],
    [
      'a list of messages inside of a message in a query',
      withRequest('kindred.profile.v1.GetProfileResponse'),
      'profile.photos cannot stand in a query',
    ],
  ] as const)('refuses %s with the name of the RPC', (_name, changed, says) => {
    expect(() => derive(changed)).toThrow(`/kindred.profile.v1.ProfileService/GetMyProfile: ${says}`)
  })

  it('names an RPC without a policy', () => {
    const files = contract.files.map((file) => clone(FileDescriptorProtoSchema, file))
    const service = files.flatMap((file) => file.service).find(({ name }) => name === 'ProfileService')!
    delete service.method.find(({ name }) => name === 'GetCatalogue')!.options
    const set = create(FileDescriptorSetSchema, { file: files })
    expect(() => readContract(set)).toThrow(
      'kindred.profile.v1.ProfileService/GetCatalogue: it has no policy',
    )
  })
})
