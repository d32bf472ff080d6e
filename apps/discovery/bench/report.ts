import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname } from 'node:path'

import {
  type Bar,
  barRows,
  markdownTable,
  type PlotLine,
  plotSvg,
  type Spread,
  verdictOf,
} from '../../../tools/bench/src/index.js'
import { settings } from './house.js'
import { type Options, sections } from './options.js'

/** A table that stands beside the bars. */
export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Everything that a run found. */
export interface Report {
  readonly bars: readonly Bar[]
  readonly tables: readonly Table[]
  /** Raw numbers by name. */
  readonly kept: ReadonlyMap<string, unknown>
}

/** Where and how it was measured, line by line. */
export const circumstances = (): string[] => [
  `Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}; embedded PostgreSQL on the loopback,`,
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' '),
  'One question at a time on one connection, unless it says otherwise; medians of the rounds, (min..max) beside them; what is compared takes turns inside a round.',
]

export function writeJson({ json, sizes }: Options, { bars, kept }: Report): void {
  const verdicts = bars.map((bar) => ({ ...bar, verdict: verdictOf(bar) }))
  const whole = { sizes, circumstances: circumstances(), bars: verdicts, measured: Object.fromEntries(kept) }
  mkdirSync(dirname(json), { recursive: true })
  writeFileSync(json, `${JSON.stringify(whole, null, 2)}\n`)
}

/** The page and the picture of the docs. */
export function writeDocs(options: Options, report: Report): void {
  const { head, rows } = barRows(report.bars)
  const only = options.only.length < sections.length ? ` --only ${options.only.join(',')}` : ''
  const command = `npm run bench -- discovery --size ${options.sizes.map(({ name }) => name).join(',')}${only} --plot`
  const page = [
    '# Discovery: the benchmark\n',
    `Made by \`${command}\`; see apps/discovery/bench. Ratios are taken inside one run, as absolute times depend on the machine.\n`,
    '![Latency against the number of people](bench-discovery.svg)\n',
    ...circumstances().map((line) => `- ${line}`),
    ...legend,
    '\n## Bars\n',
    markdownTable(head, rows),
    ...report.tables.flatMap((table) => [
      `\n## ${capital(table.title)}\n`,
      markdownTable(table.head, table.rows),
    ]),
  ]
  writeFileSync('docs/bench-discovery.md', `${page.join('\n')}\n`)
  writeFileSync('docs/bench-discovery.svg', drawLatency(options, report))
}

/** What the names in the tables stand for. */
const legend = [
  '- A is what most projects do: a box of latitudes and longitudes and the haversine formula on a wide table. C takes the 1,000 most recently active people',
  '  nearby and scores those (before or after the filters). Neither is part of Kindred.',
  '- memory and SQL are the two paths alone; in service is memory with everything around it in discovery, end to end goes through the gateway.',
  '- A swipe is timed from its two people on (and its reads: from their ids on) to its answer, with the feed, and with the counters, which are added up at the end',
  '  of each round; limit counted is of viewers whom memory does not know. Shown twice and pages other than the oracle’s: fifty pages each of six viewers, swiped away.',
  '- Viewers: dense live in the largest city, sparse in the country, heavy swiped on thousands, mix come as they are.',
]

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const drawn: Readonly<Record<string, string>> = {
  A: 'design A',
  SQL: 'SQL path',
  'in service': 'in the service',
  'end to end': 'over the gateway',
}

function drawLatency({ sizes }: Options, { kept }: Report): string {
  const lines = Object.entries(drawn).flatMap(([path, name]) =>
    (['p99', 'p50'] as const).map((share): PlotLine => ({
      name: `${name} ${share}`,
      group: name,
      dashed: share === 'p99',
      points: sizes.flatMap((size) => {
        const found = kept.get(`latency ${size.name} mix ${path}`) as Record<string, Spread> | undefined
        return found === undefined ? [] : [{ x: size.count, y: found[share]!.median }]
      }),
    })),
  )
  return plotSvg({
    title: 'A page of candidates: latency against people, mix of viewers',
    xLabel: 'people',
    yLabel: 'milliseconds',
    lines: lines.filter(({ points }) => points.length > 0),
    xText: (count) => sizes.find((size) => size.count === count)?.name ?? String(count),
  })
}
