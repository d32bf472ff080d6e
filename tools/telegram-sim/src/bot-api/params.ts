import { badRequest } from './error.js'

/** The arguments of a call, whichever way they travelled. */
export interface Params {
  text(name: string): string | undefined
  integer(name: string): number | undefined
  flag(name: string): boolean
  /** An object or list, sent as JSON or as a string of JSON. */
  json<Value>(name: string): Value | undefined
  /** The uploaded file that an argument is or points to by `attach://`. */
  upload(reference: string): Buffer | undefined
}

/** Arguments over the fields and files of a request. */
export function createParams(
  fields: Readonly<Record<string, unknown>>,
  files: ReadonlyMap<string, Buffer>,
): Params {
  const value = (name: string): unknown => fields[name] ?? undefined
  return {
    text(name) {
      const given = value(name)
      return given === undefined || typeof given === 'string' ? given : JSON.stringify(given)
    },
    integer(name) {
      const given = value(name)
      if (given === undefined || given === '') return undefined
      const number = Number(given)
      if (!Number.isSafeInteger(number)) throw badRequest(`can't parse "${name}" as a number`)
      return number
    },
    flag: (name) => value(name) === true || value(name) === 'true' || value(name) === 'True',
    json<Value>(name: string) {
      const given = value(name)
      if (given === undefined || given === '') return undefined
      return (typeof given === 'string' ? parse(given, name) : given) as Value
    },
    upload: (reference) => files.get(reference.replace(/^attach:\/\//, '')),
  }
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}
