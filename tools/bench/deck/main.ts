import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { type Bar, barTable, spreadOf, verdictOf } from '../src/index.js'

// The deck under a finger in a Chromium of a quarter of the speed: what the browser test notes of itself, judged.
const test = 'apps/web/test/browser/deck-motion.nightly.ts'

/** The shares of the frames that were dropped while a card follows a finger, and while it flies. */
type Frames = Record<'dragging' | 'throwing', { readonly shown: number; readonly drawn: number }>

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly meta: { readonly frames: Frames } }[]
  }[]
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } })
const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-deck-'))
try {
  const rounds = Array.from({ length: Number(values.rounds) }, run)
  const bars = [
    barOf(
      'dropped while a card flies, of what the eye sees',
      rounds.map(({ throwing }) => throwing.shown),
      25,
    ),
    barOf(
      'dropped while a card follows a finger, of what the eye sees',
      rounds.map(({ dragging }) => dragging.shown),
    ),
    barOf(
      'dropped while a card flies, by the page itself',
      rounds.map(({ throwing }) => throwing.drawn),
    ),
  ]
  process.stdout.write(`${barTable(bars)}\n`)
  if (bars.some((bar) => verdictOf(bar) === 'NOT met')) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function run(): Frames {
  const file = join(folder, 'report.json')
  const args = [
    'vitest',
    'run',
    '--project',
    'browser-nightly',
    test,
    '--reporter=json',
    `--outputFile=${file}`,
  ]
  execFileSync('npx', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  return report.testResults[0]!.assertionResults[0]!.meta.frames
}

function barOf(name: string, shares: readonly number[], atMost?: number): Bar {
  return {
    name,
    size: 'slowed 4 x',
    measured: spreadOf(shares.map((share) => 100 * share)),
    unit: '%',
    ...(atMost !== undefined && { atMost }),
    judged: atMost !== undefined,
    note: atMost === undefined ? 'for information' : '',
  }
}
