import { type DescEnum, type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf'

/** The message type that has a JSON form of its own. */
export const TIMESTAMP = 'google.protobuf.Timestamp'

const FIELD_MASK = 'google.protobuf.FieldMask'

/** The stated values of an enum as they stand in JSON and in ts-proto objects: without prefix, without UNSPECIFIED. */
export const enumNames = (desc: DescEnum): string[] =>
  desc.values.filter(({ number }) => number !== 0).map((value) => value.localName)

/** The name of an enum's zero value in ts-proto objects. */
export const unstatedName = (desc: DescEnum): string => desc.value[0]?.localName ?? 'UNSPECIFIED'

/** True for a field whose absence shows, that is which is undefined in a ts-proto object when absent. */
export const hasPresence = (field: DescField): boolean =>
  field.fieldKind === 'message' || field.oneof !== undefined || field.proto.proto3Optional

/** The field of a PATCH request that says which of its other fields change. */
export const maskOf = (message: DescMessage): DescField | undefined =>
  message.fields.find((field) => field.message?.typeName === FIELD_MASK)

/** True for the message types of google.protobuf that have no JSON form here. */
export const isForeign = (typeName: string): boolean =>
  typeName.startsWith('google.') && typeName !== TIMESTAMP

/** True for the scalars that are whole numbers. */
export const isWhole = (scalar: ScalarType): boolean =>
  ![ScalarType.STRING, ScalarType.BYTES, ScalarType.BOOL, ScalarType.DOUBLE, ScalarType.FLOAT].includes(
    scalar,
  )
