import { stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The page of every screen of the Mini App. */
export const page = 'index.html'

/** The file of the build for a path of the Mini App: the file that it names, or the page when it names none. */
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
