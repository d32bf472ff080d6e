import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

import { StartFailure } from '../start-failure.js'
import type { Manifest, Piece } from './manifest.js'
import type { ObjectStore } from './objects/objects.js'
import { createSeal, digestOf, openSeal, type Seal } from './seal.js'

/** The backups at one place, and the key that opens them. */
export interface Repository {
  readonly objects: ObjectStore
  /** Seals and stores a piece. */
  put(name: string, plain: Uint8Array): Promise<Piece>
  /** What a piece holds; refuses one that is not there or was changed. */
  get(piece: Piece): Promise<Buffer>
  /** What lies under a name, sealed by this key; undefined when there is none. */
  find(name: string): Promise<Buffer | undefined>
}

const keyFile = 'kindred-backup.json'
const packed = promisify(gzip)
const unpacked = promisify(gunzip)

/** Opens the backups at a place; makes a key there when `mayCreate` and nothing is there yet. */
export async function openRepository(
  objects: ObjectStore,
  { passphrase, mayCreate }: { readonly passphrase: string; readonly mayCreate: boolean },
): Promise<Repository> {
  const seal = await findSeal(objects, passphrase, mayCreate)
  const open = (name: string, sealed: Buffer): Buffer => {
    try {
      return seal.open(name, sealed)
    } catch {
      throw damaged(objects, name)
    }
  }
  return {
    objects,
    async put(name, plain) {
      const sealed = seal.lock(name, plain)
      await objects.put(name, sealed)
      return { name, bytes: sealed.length, sha256: digestOf(sealed) }
    },
    async get({ name, sha256 }) {
      const sealed = await objects.get(name)
      if (sealed === undefined || digestOf(sealed) !== sha256) throw damaged(objects, name)
      return open(name, sealed)
    },
    async find(name) {
      const sealed = await objects.get(name)
      return sealed && open(name, sealed)
    },
  }
}

async function findSeal(objects: ObjectStore, passphrase: string, mayCreate: boolean): Promise<Seal> {
  const known = await objects.get(keyFile)
  if (known !== undefined) return openSeal(passphrase, known)
  if (!mayCreate)
    throw new StartFailure(`There are no backups of Kindred in ${objects.where}: name another place.`)
  for await (const name of objects.list(''))
    throw new StartFailure(
      `${objects.where} holds other things (${name}), and no backups of Kindred: name an empty place.`,
    )
  const { seal, keyFile: bytes } = await createSeal(passphrase)
  await objects.put(keyFile, bytes)
  return seal
}

const damaged = ({ where }: ObjectStore, name: string): StartFailure =>
  new StartFailure(
    `${name} of the backups in ${where} is missing or damaged: nothing was changed, take another set with --set.`,
  )

/** A name for a new set, by which sets sort in the order of their times: `20261130T023416Z-1f09ab`. */
export const newSetId = (now: Date): string =>
  `${now.toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`

/** When a set was begun, by its name. */
export const timeOfSet = (id: string): Date =>
  new Date(id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6Z'))

const manifestName = (id: string): string => `sets/${id}/manifest`

/** Makes a set complete. */
export async function saveManifest({ put }: Repository, id: string, manifest: Manifest): Promise<void> {
  await put(manifestName(id), await packed(JSON.stringify(manifest)))
}

/** The complete sets, the oldest first. */
export async function listSets({ objects }: Repository): Promise<{ complete: string[]; cutOff: string[] }> {
  const sets = new Map<string, boolean>()
  for await (const name of objects.list('sets/')) {
    const [, id = '', rest] = name.split('/')
    sets.set(id, sets.get(id) === true || rest === 'manifest')
  }
  const idsThat = (isComplete: boolean): string[] =>
    [...sets].flatMap(([id, complete]) => (complete === isComplete ? [id] : [])).sort()
  return { complete: idsThat(true), cutOff: idsThat(false) }
}

export async function readManifest(repository: Repository, id: string): Promise<Manifest> {
  const bytes = await repository.find(manifestName(id))
  if (bytes === undefined)
    throw new StartFailure(`There is no complete set ${id} in ${repository.objects.where}.`)
  const manifest = JSON.parse((await unpacked(bytes)).toString()) as Manifest
  if (manifest.format !== 1)
    throw new StartFailure(
      `A newer Kindred (${manifest.version}) made the set ${id}: restore it with that version.`,
    )
  return manifest
}

/** Removes a set, its manifest first, so that what is left of it is never taken for whole. */
export async function removeSet({ objects }: Repository, id: string): Promise<void> {
  await objects.remove(manifestName(id))
  for await (const name of objects.list(`sets/${id}/`)) await objects.remove(name)
}

/** The newest complete set; refuses a place without one. */
export async function latestSet(repository: Repository): Promise<string> {
  const latest = (await listSets(repository)).complete.at(-1)
  if (latest === undefined) throw new StartFailure(`There is no complete set in ${repository.objects.where}.`)
  return latest
}
