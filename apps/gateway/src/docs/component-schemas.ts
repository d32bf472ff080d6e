import type { DescMessage } from '@bufbuild/protobuf'

import { commentOf } from '@kindred/rpc'

import type { SchemaStyle } from '../transcoding/schema.js'
import { componentNames } from './component-names.js'
import type { Piece } from './openapi-types.js'

/** What a client may leave out Kindred always answers: a message that is taken and answered has two schemas. */
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
