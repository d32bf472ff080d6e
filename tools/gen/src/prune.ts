import { readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** ts-proto writes every file that the contract imports. Removes those which no entry of libs/contracts leads to, such as descriptor.ts. */
export function pruneGenerated(root: string): void {
  const source = join(root, 'libs/contracts/src')
  const entries = readdirSync(source).filter((name) => name.endsWith('.ts'))
  const reached = new Set<string>()
  const open = entries.map((name) => join(source, name))
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    open.push(...importsOf(file))
  }
  const generated = readdirSync(join(source, 'gen'), { recursive: true, withFileTypes: true })
  for (const entry of generated) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !reached.has(path)) rmSync(path)
  }
  for (const { parentPath, name } of generated.filter((entry) => entry.isDirectory()).reverse())
    removeIfEmpty(join(parentPath, name))
}

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/ from ["'](\..+?)\.js["']/g)].map(([, path]) =>
    resolve(dirname(file), `${path}.ts`),
  )

function removeIfEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}
