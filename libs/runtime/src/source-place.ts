import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { fileURLToPath } from 'node:url'

/** A line of a file, both as people who look into the sources count them. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
}

/** The name of a file, whatever system the path is of. */
const nameOf = (path: string): string => path.split(/[/\\]/).at(-1)!

const known = new Map<string, SourcePlace>()
/** A place costs the reading of a whole map, which is not kept: it would take 20 MB. */
const maxKnown = 100

/**
 * Where a place of what runs stands in the sources, when a map lies beside the file, as it does beside each bundle. `path` is a path or a file URL, `line` and `column`
 * are as in a stack, from 1 on.
 */
export function sourcePlace(path: string, line: number, column: number): SourcePlace {
  const here = { file: nameOf(path), line }
  if (path.startsWith('node:') || path.includes('node_modules')) return here
  const key = `${path}:${line}:${column}`
  const found = known.get(key)
  if (found !== undefined || known.size === maxKnown) return found ?? here
  const place = readPlace(path, line, column) ?? here
  known.set(key, place)
  return place
}

function readPlace(path: string, line: number, column: number): SourcePlace | undefined {
  try {
    const file = path.startsWith('file:') ? fileURLToPath(path) : path
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload)
    const entry = map.findEntry(line - 1, column - 1)
    return 'originalSource' in entry
      ? { file: nameOf(entry.originalSource), line: entry.originalLine + 1 }
      : undefined
  } catch {
    return undefined
  }
}
