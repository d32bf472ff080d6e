import type { DescField, DescMessage, Registry } from '@bufbuild/protobuf'

/** Finds the messages of the profile's contract; throws for one that is not there. */
export const messagesOf =
  (registry: Registry) =>
  (name: string): DescMessage => {
    const found = registry.getMessage(`kindred.profile.v1.${name}`)
    if (found === undefined) throw new Error(`The contract has no kindred.profile.v1.${name}`)
    return found
  }

/** The error that names the field which does not fit. */
export const fault = (field: DescField, what: string): Error =>
  new Error(`${field.parent.typeName}.${field.name} ${what}`)
