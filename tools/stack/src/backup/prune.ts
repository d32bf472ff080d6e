import { listSets, readManifest, removeSet, type Repository, timeOfSet } from './repository.js'

/** What is left after old backups went. */
export interface Kept {
  readonly sets: number
  readonly removedSets: number
  readonly removedPhotos: number
  /** Sets that are under way or were cut off less than a day ago. */
  readonly cutOff: number
}

/** A backup that began so long ago and is not complete was cut off. */
const cutOffMs = 24 * 3_600_000

/**
 * Removes complete sets but the newest `keep`, what was cut off a day ago, and photos that no set names any more. One complete set
 * always stays.
 */
export async function pruneSets(repository: Repository, keep: number | undefined): Promise<Kept> {
  const { complete, cutOff } = await listSets(repository)
  const old = keep === undefined ? [] : complete.slice(0, -Math.max(1, keep))
  const abandoned = cutOff.filter((id) => Date.now() - timeOfSet(id).getTime() > cutOffMs)
  for (const id of [...old, ...abandoned]) await removeSet(repository, id)
  await repository.objects.sweep(new Date(Date.now() - cutOffMs))
  const removedPhotos = old.length === 0 ? 0 : await prunePhotos(repository, complete.slice(old.length))
  return {
    sets: complete.length - old.length,
    removedSets: old.length + abandoned.length,
    removedPhotos,
    cutOff: cutOff.length - abandoned.length,
  }
}

async function prunePhotos(repository: Repository, ids: readonly string[]): Promise<number> {
  const used = new Set<string>()
  for (const id of ids)
    for (const { name } of Object.values((await readManifest(repository, id)).photos)) used.add(name)
  let removed = 0
  for await (const name of repository.objects.list('photos/')) {
    if (used.has(name)) continue
    await repository.objects.remove(name)
    removed += 1
  }
  return removed
}
