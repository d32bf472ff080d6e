import { decodeCursor } from '@kindred/kernel'

import { type PlaceInList } from '../store/schema.js'

/** The place where a page of a list by time ended. */
export function readPageToken(token: string): PlaceInList | undefined {
  const key = decodeCursor(token, ['time', 'id'])
  return key === undefined ? undefined : { at: key[0], id: key[1] }
}

/** The key of a row, for the page token. */
export const placeOf = (at: Date | null, id: string): [Date, string] => [at ?? new Date(0), id]
