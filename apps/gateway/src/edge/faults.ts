import { AppError, type FieldError } from '@kindred/kernel'

/** The part of an Ajv error that is used. */
export interface SchemaFault {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string | undefined
}

const codes: Readonly<Record<string, string>> = {
  required: 'REQUIRED',
  additionalProperties: 'UNKNOWN_FIELD',
  type: 'WRONG_TYPE',
  minLength: 'TOO_SHORT',
  maxLength: 'TOO_LONG',
  pattern: 'PATTERN',
  format: 'FORMAT',
  minimum: 'TOO_SMALL',
  maximum: 'TOO_LARGE',
  minItems: 'TOO_FEW',
  maxItems: 'TOO_MANY',
  uniqueItems: 'DUPLICATE',
}

// A hostile body may break a rule thousands of times.
const maxFaults = 50

/** The refused fields of a request, from the errors of Ajv. */
export const fieldErrors = (faults: readonly SchemaFault[]): FieldError[] =>
  faults.slice(0, maxFaults).map(fieldError)

/** The error of a request with refused fields; it names the first of them. */
export const validationFailed = (fields: readonly FieldError[]): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'VALIDATION_FAILED',
    detail: 'Some fields are not valid.',
    fields: fields.slice(0, maxFaults),
  })

function fieldError(fault: SchemaFault): FieldError {
  const code = codes[fault.keyword] ?? 'NOT_ALLOWED'
  return { pointer: pointerOf(fault), code, detail: detailOf(fault) }
}

function pointerOf({ keyword, instancePath, params }: SchemaFault): string {
  if (keyword === 'uniqueItems')
    return `${instancePath}/${Math.max(Number(params['i']), Number(params['j']))}`
  const inside = params['missingProperty'] ?? params['additionalProperty']
  return typeof inside === 'string' ? `${instancePath}/${escapePointer(inside)}` : instancePath
}

/** A name as a part of a JSON pointer, RFC 6901. */
export const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

function detailOf({ keyword, params, message }: SchemaFault): string {
  if (keyword === 'required') return 'This field is required.'
  if (keyword === 'additionalProperties') return 'There is no such field.'
  if (keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return `Must be one of ${params['allowedValues'].filter((value) => value !== null).join(', ')}.`
  }
  if (keyword === 'not') return 'Only one of the alternatives may be given.'
  const text = message ?? 'is not valid'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
