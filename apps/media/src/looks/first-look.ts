import { pause } from '@kindred/kernel'

import type { Look } from '../domain/photo-state.js'
import type { Sample } from '../pictures/sample.js'
import type { Classifier } from './classifier.js'

/** A look that has begun. */
export interface FirstLook {
  /** Undefined when there is none within the time; it is given up then. */
  within(ms: number): Promise<Look | undefined>
}

export const noLook: FirstLook = { within: () => Promise.resolve(undefined) }

/** Begins to look at a picture that somebody is uploading. */
export function beginFirstLook(classifier: Classifier, sample: Sample): FirstLook {
  const givenUp = new AbortController()
  const look = classifier.look(sample, { isUrgent: true, signal: givenUp.signal }).catch(() => undefined)
  return {
    async within(ms) {
      const waited = new AbortController()
      const late = pause(ms, waited.signal).then(() => undefined)
      const first = await Promise.race([look, late])
      waited.abort()
      givenUp.abort()
      return first
    },
  }
}
