import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { ServiceName } from '../names.js'
import type { Finding } from './finding.js'

/** A restore that has begun to change things and has not come to its end. */
export interface Marker {
  readonly set: string
  /** Databases that were given, and empty when it began. */
  readonly filling: readonly ServiceName[]
}

const markerFile = (dataDir: string): string => join(dataDir, 'restoring.json')

export const findMarker = (dataDir: string): Marker | undefined =>
  existsSync(markerFile(dataDir))
    ? (JSON.parse(readFileSync(markerFile(dataDir), 'utf8')) as Marker)
    : undefined

export function placeMarker(dataDir: string, marker: Marker): void {
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(markerFile(dataDir), JSON.stringify(marker))
}

export const removeMarker = (dataDir: string): void => rmSync(markerFile(dataDir), { force: true })

/** That no restore was cut off here: Kindred must not start on half of one. */
export function checkRestored(dataDir: string): Finding {
  const name = 'restore'
  const marker = findMarker(dataDir)
  if (marker === undefined) return { name, ok: true, detail: 'no restore was cut off' }
  const advice = `A restore of the set ${marker.set} to ${dataDir} was cut off: run the same npm run restore again.`
  return { name, ok: false, advice }
}
