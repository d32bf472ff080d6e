import { stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The file of the build that a path of the Mini App means: itself, or the page for every path that is no file's name. */
export async function findFile(folder: string, path: string): Promise<string | undefined> {
  if (path.includes('\0')) return undefined
  const wanted = resolve(join(folder, path))
  const isInside = wanted.startsWith(resolve(folder) + sep)
  if (isInside && (await isFile(wanted))) return wanted.slice(resolve(folder).length + 1)
  return extname(path) === '' ? 'index.html' : undefined
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
