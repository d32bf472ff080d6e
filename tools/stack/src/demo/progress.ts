import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Which demo people have joined, kept over restarts. */
export interface Progress {
  has(index: number): boolean
  count(): number
  add(index: number): void
  save(): void
}

/** The progress kept in a data folder; it counts only while `firstUserId` is still who the first person is. */
export function openProgress(dataDir: string, firstUserId: string): Progress {
  const file = join(dataDir, 'demo.json')
  const kept = read(file)
  const joined = new Set(kept?.firstUserId === firstUserId ? kept.joined : [])
  return {
    has: (index) => joined.has(index),
    count: () => joined.size,
    add: (index) => void joined.add(index),
    save() {
      writeFileSync(`${file}.new`, JSON.stringify({ firstUserId, joined: [...joined].sort((a, b) => a - b) }))
      renameSync(`${file}.new`, file)
    },
  }
}

function read(file: string): { firstUserId: string; joined: number[] } | undefined {
  try {
    return existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { firstUserId: string; joined: number[] })
      : undefined
  } catch {
    return undefined
  }
}
