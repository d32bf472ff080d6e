import { distanceSteps } from '@kindred/kernel'

/** Distances are shown as the bucket between two of these kilometres. */
const edges = [0, ...distanceSteps] as const

/** A distance as others may see it. */
interface DistanceBucket {
  readonly fromKm: number
  /** 0 means no upper end. */
  readonly toKm: number
}

/** The bucket of a distance between two cell centres in kilometres. */
export function bucketOf(km: number): DistanceBucket {
  const upper = edges.findIndex((edge) => edge > km)
  return upper === -1
    ? { fromKm: edges.at(-1)!, toKm: 0 }
    : { fromKm: edges[upper - 1] ?? 0, toKm: edges[upper]! }
}
