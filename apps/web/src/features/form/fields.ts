import type { Details } from './details.js'
import type { FieldErrors } from './field-errors.js'

/** What a group of inputs is given. */
export interface FieldsProps {
  readonly details: Details
  readonly errors: FieldErrors
  onChange(change: Partial<Details>): void
}
