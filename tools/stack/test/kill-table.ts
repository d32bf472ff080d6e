import type { Row } from './kill-matrix.js'

/** One line a victim. */
export function tableOf(rows: readonly Row[]): string {
  const head = [
    'victim',
    'harm',
    'acked',
    'lost',
    'doubled',
    'gaps',
    'others failed',
    'own failed',
    'fails in, ms',
    'slower than 300 ms',
    'recovery, s',
    'last',
  ]
  const lines = rows.map((row) => [
    row.victim,
    row.harm,
    row.acknowledged,
    row.lost,
    row.doubled,
    row.gaps,
    `${row.others.failed.length} of ${row.others.asked}`,
    `${row.own.failed} of ${row.own.asked}`,
    Math.round(row.own.typicalFailMs),
    `${row.own.slow} of ${row.own.failedKnown}`,
    row.recoverySeconds.toFixed(1),
    row.last,
  ])
  const all = [head, ...lines].map((line) => line.map(String))
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]!.length)))
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
