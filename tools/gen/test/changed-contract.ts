import { fromBinary } from '@bufbuild/protobuf'
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'

import { descriptorSet } from '@kindred/contracts/descriptors'
import { readContract } from '@kindred/rpc'

/** The contract, changed before it is read. */
export function contractWith(change: (set: FileDescriptorSet) => void) {
  const set = fromBinary(FileDescriptorSetSchema, Buffer.from(descriptorSet, 'base64'))
  change(set)
  return readContract(set)
}

const messageIn = (set: FileDescriptorSet, name: string) =>
  set.file
    .filter((file) => file.package === 'kindred.profile.v1')
    .flatMap((file) => file.messageType)
    .find((message) => message.name === name)!

export const fieldIn = (set: FileDescriptorSet, message: string, field: string) =>
  messageIn(set, message).field.find(({ name }) => name === field)!
