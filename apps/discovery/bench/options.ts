import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

export const sections = ['recall', 'throughput', 'growth', 'latency', 'memory', 'swipe', 'agreement'] as const

export type Section = (typeof sections)[number]

/** What the bench is told. */
export interface Options {
  readonly sizes: readonly { readonly name: string; readonly count: number }[]
  readonly only: readonly Section[]
  /** Where the JSON file goes. */
  readonly json: string
  readonly plot: boolean
  readonly rounds: number
}

/** Reads the flags; throws for what is not one. */
export function readOptions(args: readonly string[]): Options {
  const values = parseFlags(args)
  return {
    sizes: values.size.split(',').map(readSize),
    only: sections.filter((section) => values.only.split(',').map(readSection).includes(section)),
    json: values.json,
    plot: values.plot,
    rounds: Math.max(3, Number(values.rounds)),
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        size: { type: 'string', default: '100k' },
        only: { type: 'string', default: sections.join(',') },
        json: { type: 'string', default: join(tmpdir(), 'kindred-bench-discovery.json') },
        rounds: { type: 'string', default: '3' },
        plot: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    const flags = `--size 10k,100k,1m  --only ${sections.join(',')}  --rounds 3  --plot  --json <file>`
    throw new Error(`${error instanceof Error ? error.message : String(error)}. Flags: ${flags}`)
  }
}

function readSize(text: string): { name: string; count: number } {
  const [, digits, unit] = /^(\d+)([km]?)$/.exec(text.trim().toLowerCase()) ?? []
  const count = Number(digits) * { '': 1, k: 1_000, m: 1_000_000 }[unit as '' | 'k' | 'm']
  if (!(count >= 1_000 && count <= 5_000_000))
    throw new Error(`--size: ${text} is not a size like 10k, 100k or 1m`)
  return { name: text.trim().toLowerCase(), count }
}

function readSection(text: string): Section {
  const found = sections.find((section) => section === text.trim())
  if (found === undefined) throw new Error(`--only: ${text} is none of ${sections.join(', ')}`)
  return found
}
