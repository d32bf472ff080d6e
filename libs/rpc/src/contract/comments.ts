import {
  type DescEnum,
  type DescEnumValue,
  type DescField,
  type DescFile,
  type DescMessage,
  type DescMethod,
  type DescService,
  fromBinary,
} from '@bufbuild/protobuf'
import { FileDescriptorSetSchema, type SourceCodeInfo } from '@bufbuild/protobuf/wkt'

import { descriptorComments } from '@kindred/contracts/descriptors'

type Commented = DescEnum | DescEnumValue | DescField | DescMessage | DescMethod | DescService

const commentsOfFile = new WeakMap<DescFile, Map<string, string>>()

/** The comment that stands above a declaration in the .proto, without its leading spaces; empty when there is none. */
export function commentOf(desc: Commented): string {
  const file = fileOf(desc)
  const comments = commentsOfFile.get(file) ?? readComments(file)
  return comments.get(locationOf(desc).join('.')) ?? ''
}

let ownComments: ReadonlyMap<string, SourceCodeInfo | undefined> | undefined

/**
 * The comments of a file. The contract that this build carries has them apart and reads them at the first question: they are three
 * quarters of it, 6 MB on the heap of a process that tells nobody of them.
 */
export function sourceInfoOf({ proto }: DescFile): SourceCodeInfo | undefined {
  if (proto.sourceCodeInfo !== undefined) return proto.sourceCodeInfo
  ownComments ??= new Map(
    fromBinary(FileDescriptorSetSchema, Buffer.from(descriptorComments, 'base64')).file.map(
      ({ name, sourceCodeInfo }) => [name, sourceCodeInfo],
    ),
  )
  return ownComments.get(proto.name)
}

function readComments(file: DescFile): Map<string, string> {
  const locations = sourceInfoOf(file)?.location ?? []
  const comments = new Map(
    locations
      .filter((location) => location.leadingComments !== '')
      .map((location) => [location.path.join('.'), tidy(location.leadingComments)]),
  )
  commentsOfFile.set(file, comments)
  return comments
}

const tidy = (comment: string): string => comment.replace(/^ /gm, '').trim()

function fileOf(desc: Commented): DescFile {
  if (desc.kind === 'rpc' || desc.kind === 'field' || desc.kind === 'enum_value') return desc.parent.file
  return desc.file
}

// Field numbers of descriptor.proto, as SourceCodeInfo.Location.path wants them.
function locationOf(desc: Commented): number[] {
  switch (desc.kind) {
    case 'service':
      return [6, desc.file.proto.service.indexOf(desc.proto)]
    case 'rpc':
      return [...locationOf(desc.parent), 2, desc.parent.proto.method.indexOf(desc.proto)]
    case 'message':
      return desc.parent === undefined
        ? [4, desc.file.proto.messageType.indexOf(desc.proto)]
        : [...locationOf(desc.parent), 3, desc.parent.proto.nestedType.indexOf(desc.proto)]
    case 'field':
      return [...locationOf(desc.parent), 2, desc.parent.proto.field.indexOf(desc.proto)]
    case 'enum':
      return desc.parent === undefined
        ? [5, desc.file.proto.enumType.indexOf(desc.proto)]
        : [...locationOf(desc.parent), 4, desc.parent.proto.enumType.indexOf(desc.proto)]
    case 'enum_value':
      return [...locationOf(desc.parent), 2, desc.parent.proto.value.indexOf(desc.proto)]
  }
}
