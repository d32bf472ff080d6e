import { clone, type DescFile, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'

import {
  ServerReflectionAlphaService,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
  ServerReflectionService,
} from '@kindred/contracts/grpc-reflection'
import { errorKinds } from '@kindred/kernel'

import { sourceInfoOf } from '../contract/comments.js'
import { type Contract, loadContract } from '../contract/contract.js'
import { implement, type Implementation } from './handlers.js'

type Question = NonNullable<ServerReflectionRequest['messageRequest']>
type Answer = NonNullable<ServerReflectionResponse['messageResponse']>

/** Server reflection v1 and v1alpha over the contract's descriptors; `services` are the full names that the server serves. */
export function implementReflection(services: ReadonlySet<string>): Implementation[] {
  const contract = loadContract()
  async function* serverReflectionInfo(
    _context: object,
    requests: AsyncIterable<ServerReflectionRequest>,
  ): AsyncGenerator<ServerReflectionResponse> {
    for await (const request of requests) {
      const { messageRequest: question, host } = request
      const messageResponse = (question && answer(contract, services, question)) ?? notFound
      yield { validHost: host, originalRequest: request, messageResponse }
    }
  }
  // The two versions differ in nothing but their package.
  return [ServerReflectionService, ServerReflectionAlphaService].map((definition) =>
    implement(definition, { serverReflectionInfo }, {}),
  )
}

const notFound: Answer = {
  $case: 'errorResponse',
  value: { errorCode: errorKinds.notFound.grpc, errorMessage: 'The contract has no such thing.' },
}

function answer(contract: Contract, services: ReadonlySet<string>, question: Question): Answer | undefined {
  const { registry } = contract
  switch (question.$case) {
    case 'listServices':
      return {
        $case: 'listServicesResponse',
        value: { service: [...services].sort().map((name) => ({ name })) },
      }
    case 'fileByFilename':
      return filesFrom([...registry.files].find((file) => `${file.name}.proto` === question.value))
    case 'fileContainingSymbol':
      return filesFrom(fileOfSymbol(contract, question.value))
    case 'fileContainingExtension':
      return filesFrom(
        fileOfExtension(contract, question.value.containingType, question.value.extensionNumber),
      )
    case 'allExtensionNumbersOfType':
      return extensionNumbers(contract, question.value)
  }
}

/** A symbol is a type, or a member of one: `pkg.Service.Method`, `pkg.Message.field`, `pkg.Enum.VALUE`. */
function fileOfSymbol({ registry }: Contract, symbol: string): DescFile | undefined {
  const parent = symbol.slice(0, symbol.lastIndexOf('.'))
  return (registry.get(symbol) ?? memberOf(registry.get(parent), symbol.slice(parent.length + 1)))?.file
}

type Desc = ReturnType<Contract['registry']['get']>

function memberOf(desc: Desc, name: string): Desc {
  const has = (members: readonly { readonly name: string }[]): Desc =>
    members.some((member) => member.name === name) ? desc : undefined
  if (desc?.kind === 'service') return has(desc.methods)
  if (desc?.kind === 'message') return has([...desc.fields, ...desc.oneofs])
  return desc?.kind === 'enum' ? has(desc.values) : undefined
}

function fileOfExtension({ registry }: Contract, type: string, number: number): DescFile | undefined {
  const extendee = registry.getMessage(type)
  return extendee && registry.getExtensionFor(extendee, number)?.file
}

function extensionNumbers({ registry }: Contract, type: string): Answer | undefined {
  if (registry.getMessage(type) === undefined) return undefined
  const extensions = [...registry].filter(
    (desc) => desc.kind === 'extension' && desc.extendee.typeName === type,
  )
  const numbers = extensions.map((desc) => (desc.kind === 'extension' ? desc.number : 0))
  return { $case: 'allExtensionNumbersResponse', value: { baseTypeName: type, extensionNumber: numbers } }
}

function filesFrom(file: DescFile | undefined): Answer | undefined {
  if (file === undefined) return undefined
  const files = new Set<DescFile>()
  collect(file, files)
  return { $case: 'fileDescriptorResponse', value: { fileDescriptorProto: [...files].map(bytesOf) } }
}

function bytesOf(file: DescFile): Buffer {
  const proto = clone(FileDescriptorProtoSchema, file.proto)
  const sourceCodeInfo = sourceInfoOf(file)
  if (sourceCodeInfo !== undefined) proto.sourceCodeInfo = sourceCodeInfo
  return Buffer.from(toBinary(FileDescriptorProtoSchema, proto))
}

function collect(file: DescFile, into: Set<DescFile>): void {
  if (into.has(file)) return
  into.add(file)
  for (const dependency of file.dependencies) collect(dependency, into)
}
