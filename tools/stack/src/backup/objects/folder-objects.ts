import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { codeOf, StartFailure } from '../../start-failure.js'
import type { ObjectStore } from './objects.js'

/** Backups in a folder, readable by its owner alone. Nothing is there before all of it is on the disk. */
export function createFolderObjects(folder: string): ObjectStore {
  return {
    where: folder,
    close: () => undefined,
    put: (name, bytes) => explained(folder, putFile(join(folder, name), bytes)),
    get: (name) => explained(folder, unlessMissing(readFile(join(folder, name)))),
    async *list(start) {
      const names = await explained(folder, namesBelow(folder, dirname(`${start}.`)))
      yield* names.filter((name) => name.startsWith(start)).sort()
    },
    async remove(name) {
      await explained(folder, rm(join(folder, name), { force: true }))
      await removeEmpty(folder, dirname(name))
    },
    sweep: (before) => explained(folder, sweepParts(folder, before)),
  }
}

async function putFile(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
  const parent = await open(dirname(path), 'r')
  try {
    await parent.sync()
  } finally {
    await parent.close()
  }
}

const isPart = (name: string): boolean => name.endsWith('.part')

async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = await unlessMissing(readdir(join(folder, below), { recursive: true, withFileTypes: true }))
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

const namesBelow = async (folder: string, below: string): Promise<string[]> =>
  (await filesBelow(folder, below)).filter((name) => !isPart(name))

async function sweepParts(folder: string, before: Date): Promise<number> {
  let swept = 0
  for (const name of (await filesBelow(folder, '.')).filter(isPart)) {
    const found = await unlessMissing(stat(join(folder, name)))
    if (found === undefined || found.mtime > before) continue
    await rm(join(folder, name), { force: true })
    await removeEmpty(folder, dirname(name))
    swept += 1
  }
  return swept
}

/** Folders that nothing is in any more go too. */
async function removeEmpty(folder: string, name: string): Promise<void> {
  if (name === '.') return
  const isGone = await rmdir(join(folder, name)).then(
    () => true,
    () => false,
  )
  if (isGone) await removeEmpty(folder, dirname(name))
}

async function unlessMissing<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}

async function explained<Result>(folder: string, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    const code = codeOf(error) ?? ''
    if (['ENOSPC', 'EDQUOT'].includes(code))
      throw new StartFailure(`There is no room left for backups in ${folder}: make room and run it again.`)
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code))
      throw new StartFailure(
        `The folder of backups ${folder} cannot be used (${code}): make it readable and writable for this user, or name another.`,
      )
    throw error
  }
}
