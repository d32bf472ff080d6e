import type { DescField, DescMessage } from '@bufbuild/protobuf'

import { type Contract, rulesOf } from '@kindred/rpc'

import { fault, messagesOf } from './profile-messages.js'

/** A text that people may write into a profile, as the contract tells it; the properties are those of OwnText in libs/facts. */
export interface TextRow {
  readonly name: string
  readonly key: string
  readonly shape: 'line' | 'text'
  readonly most: number
}

/** The messages beside CreateProfileRequest that must have the text as a field: who changes it, who sees it. */
const carriers = ['UpdateMyProfileRequest', 'Profile', 'PublicProfile']

/**
 * Every text in people's own words that a profile may hold, in the order of the numbers of its fields in CreateProfileRequest. Throws
 * with the field when something that the text needs is missing.
 */
export function readTexts({ registry }: Pick<Contract, 'registry'>): TextRow[] {
  const message = messagesOf(registry)
  return [...message('CreateProfileRequest').fields]
    .sort((one, other) => one.number - other.number)
    .flatMap((field) => {
      const { format, required } = rulesOf(field)
      const isText = field.fieldKind === 'scalar' && !required && (format === 'line' || format === 'text')
      return isText ? [readText(field, format, carriers.map(message))] : []
    })
}

function readText(field: DescField, shape: TextRow['shape'], holders: readonly DescMessage[]): TextRow {
  const { maxLen } = rulesOf(field)
  if (maxLen === undefined) throw fault(field, 'is a text, so its rules need a max_len')
  checkOptional(field, field)
  for (const holder of holders) checkCarrier(field, holder)
  return { name: field.name, key: field.localName, shape, most: maxLen }
}

function checkCarrier(field: DescField, holder: DescMessage): void {
  const found = holder.fields.find(({ name }) => name === field.name)
  if (found === undefined)
    throw fault(field, `is a text of a profile, and ${holder.typeName} has no field of that name`)
  checkOptional(field, found)
  if (holder.name !== 'UpdateMyProfileRequest') return
  const [one, other] = [rulesOf(field), rulesOf(found)]
  if (one.format !== other.format || one.maxLen !== other.maxLen)
    throw fault(field, `has another format or max_len than in ${holder.typeName}`)
}

function checkOptional(field: DescField, found: DescField): void {
  if (found.proto.proto3Optional) return
  throw fault(
    field,
    `is a text that may be missing, so it must be an optional string in ${found.parent.typeName}`,
  )
}
