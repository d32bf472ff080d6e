import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'

import type { View } from './view.js'

/** Somebody who was there when a state was kept, and what the product showed them then. */
export interface Inhabitant {
  readonly telegramId: number
  readonly firstName: string
  readonly userId: string
  /** Of a phone that stayed signed in. */
  readonly refreshToken: string
  readonly view: View
}

/** All that a Kindred of an earlier day has: what a new version finds when it starts on it. */
export interface KeptState {
  /** The version's commit. */
  readonly commit: string
  /** RFC 3339, UTC. */
  readonly keptAt: string
  /** `secrets.json` of its data folder. */
  readonly secrets: {
    readonly botToken: string
    readonly databasePasswords: Readonly<Record<string, string>>
  }
  /** Each service's database as plain SQL, by pg_dump. */
  readonly databases: Readonly<Record<string, string>>
  /** The files of its media folder, base64, by their path in it. */
  readonly media: Readonly<Record<string, string>>
  /** Who blocked whom, by first names. */
  readonly blocks: readonly (readonly [string, string])[]
  readonly people: readonly Inhabitant[]
}

const folder = fileURLToPath(new URL('states', import.meta.url))

/** The names of the kept states, oldest first. */
export const listStates = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json.gz'))
    .map((file) => file.slice(0, -'.json.gz'.length))
    .sort()

export const readState = (name: string): KeptState =>
  JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString()) as KeptState

/** Answers the bytes of the file. */
export function writeState(name: string, state: KeptState): number {
  const packed = gzipSync(JSON.stringify(state, null, 1), { level: 9 })
  writeFileSync(join(folder, `${name}.json.gz`), packed)
  return packed.length
}
