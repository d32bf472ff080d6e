import type { Metric, MetricValueWithName, Registry, RegistryContentType } from 'prom-client'

/** How long things of one kind took, by the values of its labels. */
export interface Times {
  /** The values in the order of the labels' names; `traceId` of a recorded trace that took so long, to be shown beside its bucket. */
  observe(values: readonly string[], seconds: number, traceId?: string): void
}

interface TimesOptions {
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
  /** The upper bounds of the buckets, ascending. */
  readonly buckets: readonly number[]
}

interface Tally {
  readonly labels: Readonly<Record<string, string>>
  /** How many fell into each bucket, those above the last bound at the end. */
  readonly counts: number[]
  sum: number
  /** The latest recorded trace of each bucket; undefined before there is one. */
  exemplars: (Exemplar | undefined)[] | undefined
}

interface Exemplar {
  readonly traceId: string
  readonly seconds: number
  /** Unix seconds. */
  readonly at: number
}

/** The values of one label, each with those of the next. */
type Level = Map<string, Level | Tally>

/**
 * A Prometheus histogram. prom-client's own checks the labels and writes them out as a key at each observation; here each label is one
 * look-up.
 */
export function createTimes(registry: Registry<RegistryContentType>, options: TimesOptions): Times {
  const { name, help, buckets } = options
  const root: Level = new Map()
  const tallies: Tally[] = []

  function tallyOf(values: readonly string[]): Tally {
    let level = root
    for (let at = 0; ; at += 1) {
      const value = values[at] ?? ''
      const found = level.get(value) ?? begin(level, values, at)
      if (!(found instanceof Map)) return found
      level = found
    }
  }

  function begin(level: Level, values: readonly string[], at: number): Level | Tally {
    const next = at < options.labels.length - 1 ? new Map<string, Level | Tally>() : newTally(options, values)
    if (!(next instanceof Map)) tallies.push(next)
    level.set(values[at] ?? '', next)
    return next
  }

  const get = async (): Promise<object> => ({
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    values: tallies.flatMap((tally) => linesOf(options, tally)),
  })
  registry.registerMetric({ name, get } as unknown as Metric)

  return {
    observe(values, seconds, traceId) {
      const tally = tallyOf(values)
      let at = 0
      while (at < buckets.length && seconds > buckets[at]!) at += 1
      tally.counts[at]! += 1
      tally.sum += seconds
      if (traceId !== undefined) (tally.exemplars ??= [])[at] = { traceId, seconds, at: Date.now() / 1_000 }
    },
  }
}

const newTally = ({ labels, buckets }: TimesOptions, values: readonly string[]): Tally => ({
  labels: Object.fromEntries(labels.map((label, at) => [label, values[at] ?? ''])),
  counts: Array<number>(buckets.length + 1).fill(0),
  sum: 0,
  exemplars: undefined,
})

/** As Prometheus wants them: each bucket holds those below it too. */
function linesOf(
  { name, buckets }: TimesOptions,
  { labels, counts, sum, exemplars }: Tally,
): MetricValueWithName<string>[] {
  let count = 0
  const bounds = [...buckets, '+Inf']
  const filled = bounds.map((le, at) => {
    count += counts[at] ?? 0
    const exemplar = exemplars?.[at]
    return {
      metricName: `${name}_bucket`,
      labels: { ...labels, le },
      value: count,
      ...(exemplar && { exemplar: written(exemplar) }),
    }
  })
  return [
    ...filled,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ]
}

/** As prom-client writes it behind a bucket in OpenMetrics. */
const written = ({ traceId, seconds, at }: Exemplar): object => ({
  labelSet: { trace_id: traceId },
  value: seconds,
  timestamp: at,
})
