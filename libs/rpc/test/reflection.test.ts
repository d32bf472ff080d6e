import { create, createFileRegistry, fromBinary } from '@bufbuild/protobuf'
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt'
import { afterEach, describe, expect, it } from 'vitest'

import { type HealthCheckResponse, HealthService } from '@kindred/contracts/grpc-health'
import {
  ServerReflectionAlphaService,
  type ServerReflectionRequest,
  ServerReflectionService,
} from '@kindred/contracts/grpc-reflection'
import { ProfileServiceService } from '@kindred/contracts/profile'

import { commentOf, type Handlers, implement } from '../src/index.js'
import { closeAll, connect, partly, startServer } from './harness.js'

type Question = NonNullable<ServerReflectionRequest['messageRequest']>

const start = () =>
  startServer([
    implement(ProfileServiceService, partly<Handlers<object, typeof ProfileServiceService>>({}), {}),
  ])

async function ask(address: string, question: Question, definition = ServerReflectionService) {
  async function* requests(): AsyncGenerator<ServerReflectionRequest> {
    yield { host: 'h', messageRequest: question }
  }
  for await (const answer of connect(definition, address).serverReflectionInfo(requests()))
    return answer.messageResponse
  return undefined
}

function importsFirst(files: FileDescriptorProto[]): FileDescriptorProto[] {
  const ordered = new Set<FileDescriptorProto>()
  const add = (file: FileDescriptorProto): void => {
    file.dependency
      .map((name) => files.find((candidate) => candidate.name === name))
      .forEach((found) => found && add(found))
    ordered.add(file)
  }
  files.forEach(add)
  return [...ordered]
}

afterEach(closeAll)

describe('server reflection', () => {
  const services = [
    'grpc.health.v1.Health',
    'grpc.reflection.v1.ServerReflection',
    'grpc.reflection.v1alpha.ServerReflection',
    'kindred.profile.v1.ProfileService',
    'kindred.rpc.v1.CarrierService',
  ].map((name) => ({ name }))

  it.each([
    ['v1', ServerReflectionService],
    ['v1alpha', ServerReflectionAlphaService as never],
  ])('%s lists every service, itself and health among them', async (_version, definition) => {
    const { address } = await start()
    const answer = await ask(address, { $case: 'listServices', value: '' }, definition)
    expect(answer).toEqual({ $case: 'listServicesResponse', value: { service: services } })
  })

  it.each([
    'kindred.profile.v1.ProfileService',
    'kindred.profile.v1.ProfileService.GetProfile',
    'kindred.profile.v1.CreateProfileRequest.name',
  ])('answers %s with a file and all that it imports, comments included', async (value) => {
    const { address } = await start()
    const answer = await ask(address, { $case: 'fileContainingSymbol', value })
    if (answer?.$case !== 'fileDescriptorResponse') throw new Error(answer?.$case)
    const file = answer.value.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes))
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: importsFirst(file) }))
    const service = registry.getService('kindred.profile.v1.ProfileService')
    expect(service && commentOf(service)).toBe('Create, read, change and delete profiles.')
  })

  it('finds files by name and extensions by number', async () => {
    const { address } = await start()
    const byName = await ask(address, { $case: 'fileByFilename', value: 'google/protobuf/timestamp.proto' })
    expect(byName?.$case).toBe('fileDescriptorResponse')
    const containingType = 'google.protobuf.MethodOptions'
    const numbers = await ask(address, { $case: 'allExtensionNumbersOfType', value: containingType })
    expect(numbers?.value).toMatchObject({ extensionNumber: expect.arrayContaining([50001, 72295728]) })
    const extension = { containingType, extensionNumber: 50001 }
    expect((await ask(address, { $case: 'fileContainingExtension', value: extension }))?.$case).toBe(
      'fileDescriptorResponse',
    )
  })

  it.each(['kindred.Nothing', 'kindred.profile.v1.ProfileService.Nothing', ''])(
    'has no answer to %j',
    async (value) => {
      const { address } = await start()
      const answer = await ask(address, { $case: 'fileContainingSymbol', value })
      expect(answer).toMatchObject({ $case: 'errorResponse', value: { errorCode: 5 } })
    },
  )
})

describe('health', () => {
  it('answers for the server, for a service, and refuses an unknown one', async () => {
    const { address, server } = await start()
    const health = connect(HealthService, address)
    expect(await health.check({ service: '' })).toEqual({ status: 'SERVING' })
    expect(await health.check({ service: 'kindred.profile.v1.ProfileService' })).toEqual({
      status: 'SERVING',
    })
    await expect(health.check({ service: 'kindred.Nothing' })).rejects.toMatchObject({ kind: 'notFound' })
    server.setServing(false)
    expect(await health.check({ service: '' })).toEqual({ status: 'NOT_SERVING' })
  })

  it('is watched: the present state, then every change', async () => {
    const { address, server } = await start()
    const watch = connect(HealthService, address).watch({ service: '' })[Symbol.asyncIterator]()
    const next = async (): Promise<HealthCheckResponse> => (await watch.next()).value as HealthCheckResponse
    expect((await next()).status).toBe('SERVING')
    server.setServing(true)
    server.setServing(false)
    expect((await next()).status).toBe('NOT_SERVING')
    server.setServing(true)
    expect((await next()).status).toBe('SERVING')
    await watch.return?.()
  })

  it('watches an unknown service as unknown', async () => {
    const { address } = await start()
    const watch = connect(HealthService, address).watch({ service: 'kindred.Nothing' })
    for await (const { status } of watch) {
      expect(status).toBe('SERVICE_UNKNOWN')
      break
    }
  })
})
