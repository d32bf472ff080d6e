import { type Spread, spreadOf } from './spread.js'

/** One of those that are compared. */
export interface Contestant {
  readonly name: string
  /** Measures once; lower or higher is better as the caller sees it. */
  readonly run: () => number | Promise<number>
}

/**
 * Runs all in turn, round after round, after one round to warm up: what the machine does meanwhile hits all alike. Each round's
 * values, in the order of the rounds, so that ratios can be taken inside a round.
 */
export async function interleave(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Map<string, { values: number[]; spread: Spread }>> {
  const values = new Map(contestants.map(({ name }) => [name, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const { name, run } of contestants) {
      const value = await run()
      if (round >= 0) values.get(name)!.push(value)
    }
  }
  return new Map([...values].map(([name, list]) => [name, { values: list, spread: spreadOf(list) }]))
}
