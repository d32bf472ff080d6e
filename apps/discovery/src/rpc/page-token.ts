import { decodeCursor, type ListCall } from '@kindred/kernel'

import type { PlaceInList } from '../store/schema.js'

/** The place where a page of a list by time ended. */
export function readPageToken(call: ListCall, token: string): PlaceInList | undefined {
  const key = decodeCursor(call, token, ['time', 'id'])
  return key === undefined ? undefined : { at: key[0], id: key[1] }
}

/** The key of a row, for the page token. */
export const placeOf = (at: Date | null, id: string): [Date, string] => [at ?? new Date(0), id]
