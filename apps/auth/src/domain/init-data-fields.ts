import { initDataInvalid } from './errors.js'

/** Decoded fields in the order of the text. */
export type InitDataFields = ReadonlyMap<string, string>

const maxBytes = 4_096
const maxFields = 32

/** No `=` and no line break can be in a name, so two lists of fields never sign as one text. */
const fieldName = /^[A-Za-z0-9_.-]{1,64}$/

/** A raw U+FFFD or lone surrogate is what is left of bytes that were not UTF-8. */
const brokenText = /[\p{Cc}\p{Cs}\uFFFD]/u
const control = /\p{Cc}/u
/** JSON spells these in escapes; DEL and C1 (U+007F to U+009F) it does not, and they do stand in people's names, of which none is kept. */
const controlInJson = /[\u0000-\u001F]/u
const jsonFields: ReadonlySet<string> = new Set(['user', 'receiver', 'chat'])

/** Splits once, decodes once; refuses whatever two readers could read differently. */
export function readInitDataFields(raw: string): InitDataFields {
  if (Buffer.byteLength(raw) > maxBytes || brokenText.test(raw)) throw initDataInvalid()
  const parts = raw.split('&')
  if (parts.length > maxFields) throw initDataInvalid()
  const fields = new Map<string, string>()
  for (const part of parts) {
    const [name, value] = readField(part)
    if (fields.has(name)) throw initDataInvalid()
    fields.set(name, value)
  }
  return fields
}

/** The text that is signed: the sorted fields without those named. */
export function signedList(fields: InitDataFields, ...without: readonly string[]): string {
  return [...fields.keys()]
    .filter((name) => !without.includes(name))
    .sort()
    .map((name) => `${name}=${fields.get(name)}`)
    .join('\n')
}

function readField(part: string): [name: string, value: string] {
  const at = part.indexOf('=')
  if (at < 1) throw initDataInvalid()
  const name = decode(part.slice(0, at))
  const value = decode(part.slice(at + 1))
  if (!fieldName.test(name) || forbidden(name).test(value)) throw initDataInvalid()
  return [name, value]
}

const forbidden = (name: string): RegExp => (jsonFields.has(name) ? controlInJson : control)

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw initDataInvalid()
  }
}
