import type { Metrics } from '@kindred/runtime'

import { type Classifier, LookFailed } from './classifier.js'

/** A classifier whose looks are counted. */
export function countLooks(classifier: Classifier, metrics: Pick<Metrics, 'counter'>): Classifier {
  const looks = metrics.counter('looks_total', 'Looks at photos by how they ended', ['result'])
  return {
    ...classifier,
    async look(sample, asked) {
      try {
        const look = await classifier.look(sample, asked)
        looks.inc({ result: 'seen' })
        return look
      } catch (error) {
        looks.inc({ result: error instanceof LookFailed ? error.at : 'failed' })
        throw error
      }
    },
  }
}
