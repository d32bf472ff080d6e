import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('fixtures/', import.meta.url)

/** Ten real photos by name: people, an animal, things, places. */
export const ordinaryPhotos: readonly (readonly [string, Buffer])[] = readdirSync(folder)
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => [name, readFileSync(new URL(name, folder))])
