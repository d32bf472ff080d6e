import { type Child, cpuSeconds, familyOf, type LoadOrder, type LoadResult } from '../src/index.js'
import type { Contestant } from './contestants.js'

/** What one round of one contestant gave. */
export interface Measured {
  readonly perSecond: number
  /** Of its processes and of PostgreSQL, user and system, for each request. */
  readonly cpuMicros: number
  readonly p50Ms: number
  readonly p99Ms: number
}

interface MeasureOptions {
  readonly generator: Child
  /** The first process of PostgreSQL. */
  readonly postgres: number
  readonly order: Omit<LoadOrder, 'port'>
}

/** Loads one contestant for some seconds; throws when it refuses anything. */
export async function measure(
  { name, port, pids }: Contestant,
  { generator, postgres, order }: MeasureOptions,
): Promise<Measured> {
  const used = (): number => cpuSeconds([...pids, ...familyOf(postgres).map(({ pid }) => pid)])
  const before = used()
  const { requests, refused, seconds, p50Ms, p99Ms } = await generator.ask<LoadResult>({ ...order, port })
  const cpu = used() - before
  if (refused > 0 || requests === 0) throw new Error(`${name} refused ${refused} of ${requests} requests`)
  return { perSecond: requests / seconds, cpuMicros: (cpu / requests) * 1e6, p50Ms, p99Ms }
}
