import type { DescField, DescMessage } from '@bufbuild/protobuf'

/** The messages that fields hold, directly or deeper, each once; Google's own have a JSON form and are left out. */
export function nestedMessages(fields: readonly DescField[]): DescMessage[] {
  const found = new Map<string, DescMessage>()
  const visit = (field: DescField): void => {
    const { message } = field
    if (message === undefined || message.typeName.startsWith('google.') || found.has(message.typeName)) return
    found.set(message.typeName, message)
    message.fields.forEach(visit)
  }
  fields.forEach(visit)
  return [...found.values()]
}
