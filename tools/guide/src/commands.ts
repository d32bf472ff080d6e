import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A block of commands in the documents, and how it is kept true. */
export interface CommandBlock {
  /** The file and the line where it begins, `docs/running.md:12`. */
  readonly place: string
  /** What stands in `<!-- command: … -->` or `<!-- ci:… -->` above it; undefined without one. */
  readonly how: string | undefined
  /** Its commands; what a backslash or a quotation mark continues is one. */
  readonly commands: readonly string[]
}

/** The pages that say what to type. */
export function documentsOf(checkout: string): string[] {
  const docs = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
  return [
    'README.md',
    ...docs
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => `docs/${name}`),
  ]
}

/** Every block of shell commands of README.md and docs/. */
export const commandBlocks = (checkout: string): CommandBlock[] =>
  documentsOf(checkout).flatMap((file) =>
    blocksOf(file, readFileSync(join(checkout, file), 'utf8').split('\n')),
  )

function blocksOf(file: string, lines: readonly string[]): CommandBlock[] {
  return lines.flatMap((line, index) => {
    const [, indent] = /^(\s*)```(?:sh|bash|shell|console)\b/.exec(line) ?? []
    if (indent === undefined) return []
    const end = lines.findIndex((other, at) => at > index && other.trim() === '```')
    const above = lines.slice(0, index).findLast((other) => other.trim() !== '') ?? ''
    const how = /^\s*<!-- (?:command: (.+?)|(ci:\w+)) -->$/.exec(above)
    const body = lines.slice(index + 1, end).map((one) => one.slice(indent.length))
    return [{ place: `${file}:${index + 1}`, how: how?.[1] ?? how?.[2], commands: joined(body) }]
  })
}

function joined(lines: readonly string[]): string[] {
  const commands: string[] = []
  let open = ''
  for (const line of lines) {
    const text = open === '' ? withoutComment(line) : line
    open = open === '' ? text : `${open}\n${text}`
    const quotes = open.replaceAll(/\\./g, '').match(/'/g)?.length ?? 0
    if (open.endsWith('\\') || open.endsWith('&&') || quotes % 2 === 1) continue
    if (open.trim() !== '') commands.push(open.trim())
    open = ''
  }
  return commands
}

const withoutComment = (line: string): string => line.replace(/(^|\s)#\s.*$/, '').trimEnd()
