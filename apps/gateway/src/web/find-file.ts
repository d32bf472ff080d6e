import { stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/** The page of every screen of a build. */
export const page = 'index.html'

/** The file of a build for a path below it: the file that it names, or, unless `exact`, the page when it names none. */
export async function findFile(
  folder: string,
  path: string,
  { exact = false }: { readonly exact?: boolean } = {},
): Promise<string | undefined> {
  // What begins with a dot belongs to the build, not to its readers.
  if (path.includes('\0') || /(^|\/)\./.test(path)) return undefined
  const root = resolve(folder)
  const wanted = resolve(join(root, path))
  if (wanted.startsWith(root + sep) && (await isFile(wanted))) return wanted.slice(root.length + 1)
  const name = exact ? `${path}${page}` : page
  const isPage = exact ? path === '' || path.endsWith('/') : extname(path) === ''
  return isPage && (await isFile(join(root, name))) ? name : undefined
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
