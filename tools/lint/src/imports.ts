import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

import ts from 'typescript'

/** One file that imports another; paths are relative to the folder that was read, with forward slashes. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** Every relative import between the sources below a folder: values, types, re-exports and `import()`. Tests and generated code are left out. */
export function importsWithin(folder: string): Import[] {
  return sourcesIn(folder).flatMap((from) => {
    const text = readFileSync(join(folder, from), 'utf8')
    const targets = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
    return targets
      .filter((target) => target.startsWith('.'))
      .map((target) => sourceOf(folder, join(dirname(from), target)))
      .filter((to) => to !== undefined)
      .map((to) => ({ from, to: slashed(to) }))
  })
}

const isSource = (path: string): boolean =>
  /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path) && !slashed(path).split('/').includes('gen')

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isSource).map(slashed)

/** The file behind a specifier, which names the JavaScript that a TypeScript file becomes; none for styles, pictures and what lies outside. */
function sourceOf(folder: string, path: string): string | undefined {
  const names = path.endsWith('.js') ? [`${path.slice(0, -3)}.ts`, `${path.slice(0, -3)}.tsx`] : [path]
  return names.find((name) => isSource(name) && !name.startsWith('..') && existsSync(join(folder, name)))
}

const slashed = (path: string): string => path.split(sep).join('/')
