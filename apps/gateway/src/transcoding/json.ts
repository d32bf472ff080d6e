import type { DescMessage } from '@bufbuild/protobuf'

import { type Contract, keepTexts, validateMessage } from '@kindred/rpc'

import { validationFailed } from '../edge/faults.js'
import type { Presenters } from './presenters.js'
import { createReaders } from './read.js'
import { structureErrors } from './structure.js'
import { createWriters, type Writers } from './write.js'

/** Names a message type; ts-proto's constants fit. */
export interface MessageType<T> {
  readonly $type: string
  fromPartial(object: never): T
}

/** Messages of the contract (ts-proto objects) to public JSON and back. */
export interface Json {
  /** The public form of a message as JSON text: proto names, RFC 3339 times, photos with addresses signed for the viewer. */
  write<T>(type: MessageType<T>, message: T, viewerId: string | undefined): string
  /** Writers of messages and of what their fields hold. */
  readonly writers: Writers
  /** The message of a public JSON value; throws VALIDATION_FAILED with the refused fields. */
  read<T>(type: MessageType<T>, json: unknown): T
}

/** Public JSON for all messages of a contract. */
export function createJson({ registry }: Pick<Contract, 'registry'>, presenters: Presenters): Json {
  const writers = createWriters(presenters)
  const readerOf = createReaders()

  function descOf(typeName: string): DescMessage {
    const desc = registry.getMessage(typeName)
    if (desc === undefined) throw new Error(`The contract has no message ${typeName}`)
    return desc
  }

  return {
    writers,
    write: (type, message, viewerId) => writers.ofMessage(descOf(type.$type))(message as object, viewerId),
    read<T>(type: MessageType<T>, json: unknown): T {
      const desc = descOf(type.$type)
      const shape = structureErrors(desc, json)
      if (shape.length > 0) throw validationFailed(shape)
      const message = readerOf(desc)(json as Record<string, unknown>)
      keepTexts(desc.fields, message, 'localName')
      const rules = validateMessage(desc, message)
      if (rules.length > 0) throw validationFailed(rules)
      return message as T
    },
  }
}
