import { readFileSync } from 'node:fs'

import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What a file imports that checks a copy of the whole checkout, or that runs the product by its commands. */
const slow = ["/copied-checkout'", "from './command.js'"]

/**
 * Begins with the files that take minutes, so that none of them is left running alone at the end. Vitest begins with the largest ones
 * in a fresh clone, and the smallest file may be the one that takes longest.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = new Map(sorted.map((file) => [file, rankOf(readFileSync(file.moduleId, 'utf8'))]))
    return sorted.toSorted((one, other) => rank.get(one)! - rank.get(other)!)
  }
}

function rankOf(source: string): number {
  const found = slow.findIndex((part) => source.includes(part))
  return found < 0 ? slow.length : found
}
