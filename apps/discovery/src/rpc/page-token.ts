import { decodeCursor, isId } from '@kindred/kernel'

import { pageTokenInvalid } from '../domain/errors.js'
import { type PlaceInList } from '../store/schema.js'

/** The place where a page of a list by time ended; throws PAGE_TOKEN_INVALID for what is not a time and an id. */
export function readPageToken(token: string): PlaceInList | undefined {
  const key = decodeCursor(token, 2)
  if (key === undefined) return undefined
  const [at, id] = key
  if (typeof at !== 'number' || typeof id !== 'string' || !isTime(at) || !isId(id)) throw pageTokenInvalid()
  return { at: new Date(at), id }
}

/** The key of a row, for the page token. */
export const placeOf = (at: Date | null, id: string): [number, string] => [at?.getTime() ?? 0, id]

/** Below the year 10000: what follows is another spelling of a time. */
const isTime = (ms: number): boolean => Number.isInteger(ms) && ms >= 0 && ms < Date.UTC(10_000, 0)
