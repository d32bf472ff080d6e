import type { DescMessage } from '@bufbuild/protobuf'

import { commentOf } from '@kindred/rpc'

import type { SchemaStyle } from '../transcoding/schema.js'
import { componentNames } from './component-names.js'
import type { Piece } from './openapi-types.js'

/** A message that is both received and sent has two schemas: Kindred always fills in the fields that a client may leave out. */
export function styleOf(messages: readonly DescMessage[], suffix = ''): SchemaStyle {
  const names = componentNames(messages)
  return {
    ref: ({ typeName, name }) => `#/components/schemas/${names.get(typeName) ?? name}${suffix}`,
    annotate: (field) => ({ description: commentOf(field) }),
  }
}

/** The `components.schemas` of messages. */
export function schemasOf(
  messages: readonly DescMessage[],
  schema: (message: DescMessage) => Piece,
  suffix = '',
): Piece {
  const names = componentNames(messages)
  return Object.fromEntries(
    messages.map((message) => [
      `${names.get(message.typeName)}${suffix}`,
      { description: commentOf(message), ...schema(message) },
    ]),
  )
}
