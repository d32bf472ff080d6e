import { type Classifier, LookFailed } from '../src/looks/classifier.js'

export interface PlantedClassifier extends Classifier {
  /** What it sees in every picture from now on. */
  score: number
  /** Its name and version. */
  version: string
  /** Fails at the picture, is away, or never answers. */
  trouble: 'picture' | 'away' | 'silence' | undefined
  readonly looks: number
}

/** A classifier that sees what it was told to see. */
export function plantedClassifier(score = 0.01): PlantedClassifier {
  let looks = 0
  const planted: Omit<PlantedClassifier, 'looks'> = {
    score,
    version: 'planted-1',
    trouble: undefined,
    model: () => planted.version,
    isThere: () => planted.trouble !== 'away',
    warm: () => undefined,
    async look() {
      looks += 1
      if (planted.trouble === 'silence') await new Promise<never>(() => undefined)
      if (planted.trouble !== undefined && planted.trouble !== 'silence')
        throw new LookFailed(planted.trouble, 'It was told to fail.')
      return { score: planted.score, model: planted.version }
    },
    close: () => Promise.resolve(),
  }
  return Object.defineProperty(planted, 'looks', { get: () => looks }) as PlantedClassifier
}
