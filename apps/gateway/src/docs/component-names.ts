import type { DescMessage } from '@bufbuild/protobuf'

/** Names for messages in `components.schemas`: their own, with the service before it when two share one. */
export function componentNames(messages: readonly DescMessage[]): ReadonlyMap<string, string> {
  const shared = new Set(messages.map(({ name }) => name).filter((name, at, all) => all.indexOf(name) !== at))
  return new Map(
    messages.map((message) => [
      message.typeName,
      shared.has(message.name) ? qualified(message) : message.name,
    ]),
  )
}

function qualified({ typeName, name }: DescMessage): string {
  const service = typeName.split('.')[1] ?? ''
  return `${service.charAt(0).toUpperCase()}${service.slice(1)}${name}`
}
