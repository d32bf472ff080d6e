import { KindredError } from '@kindred/client'

/** The text for a failure that belongs to no field. */
export function failureKey(error: unknown) {
  if (!(error instanceof KindredError)) return 'app-failed'
  if (error.status === 0) return 'app-failed-offline'
  return error.status === 429 ? 'app-failed-often' : 'app-failed'
}
