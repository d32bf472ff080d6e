import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { type Classifier, lookLimitMs } from './classifier.js'
import { type KeepOptions, keepProcess, type KeptProcess } from './keep-process.js'
import { createTurns } from './turns.js'

export type EmbeddedOptions = Pick<KeepOptions, 'log'> & Partial<KeepOptions>

export interface EmbeddedClassifier extends Classifier, Pick<KeptProcess, 'pid'> {}

/** The side of the squares that the model was trained on. */
const side = 224
/** It takes 240 MB while it is there. */
const usualIdleMs = 60_000

/** The model that comes with Kindred, in a process of its own, which starts with the first picture. */
export function createEmbeddedClassifier(options: EmbeddedOptions): EmbeddedClassifier {
  const { log, script = ourScript(), lookMs = lookLimitMs, idleMs = usualIdleMs } = options
  const [turns, model] = [createTurns(), versionOf(script)]
  const { isThere, pid, warm, score, close } = keepProcess({ log, script, lookMs, idleMs })
  return {
    isThere,
    pid,
    warm,
    model: () => model,
    async look(sample, asked) {
      const pixels = await sample.square(side)
      return { score: await turns.run(asked, () => score(pixels)), model }
    },
    close: () => Promise.resolve(close()),
  }
}

const ourScript = (): string => createRequire(import.meta.url).resolve('@kindred/media/classifier')

/** Other weights are another model. */
function versionOf(script: string): string {
  const weights = readFileSync(join(dirname(script), 'weights.bin'))
  const digest = createHash('sha256').update(weights).digest('hex')
  return `nsfwjs-mobilenet-v2-mid-${digest.slice(0, 8)}`
}
