import { stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The page of every screen of a build. */
export const page = 'index.html'

/** The file of a build for a path below it: the file that it names, or the page when it names none. */
export async function findFile(folder: string, path: string): Promise<string | undefined> {
  if (path.includes('\0')) return undefined
  const root = resolve(folder)
  const wanted = resolve(join(root, path))
  if (wanted.startsWith(root + sep) && (await isFile(wanted))) return wanted.slice(root.length + 1)
  return extname(path) === '' && (await isFile(join(root, page))) ? page : undefined
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
