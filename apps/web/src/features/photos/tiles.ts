import type { MediaStatus, OwnPhoto, Photo } from '@kindred/client'

export const maxPhotos = 6

/** An upload that is under way or failed. */
export interface Upload {
  readonly key: string
  readonly file: File
  /** A local address of the picture. */
  readonly preview: string
  /** The sent share, 0 to 1. */
  readonly progress: number
  /** Text of the failure; undefined while it runs or waits. */
  readonly failure: unknown
}

const isBroken = ({ failure }: Upload): boolean => failure !== undefined

/** One square of the grid. */
export type Tile =
  | { readonly kind: 'shown'; readonly key: string; readonly photo: Photo }
  /** Stored but not in the profile: waits for a decision, or was refused. */
  | { readonly kind: 'held'; readonly key: string; readonly photo: OwnPhoto; readonly status: MediaStatus }
  | { readonly kind: 'upload'; readonly key: string; readonly upload: Upload }

/** The squares in order: the profile's photos, what is stored beside them, what is being sent, what could not be. */
export function tilesOf(
  shown: readonly Photo[],
  stored: readonly OwnPhoto[],
  uploads: readonly Upload[],
): Tile[] {
  const ids = new Set(shown.map((photo) => photo.media_id))
  return [
    ...shown.map((photo): Tile => ({ kind: 'shown', key: photo.media_id, photo })),
    ...stored
      .filter((photo) => !ids.has(photo.media_id))
      .reverse()
      .map((photo): Tile => ({ kind: 'held', key: photo.media_id, photo, status: photo.status })),
    ...[...uploads.filter((upload) => !isBroken(upload)), ...uploads.filter(isBroken)].map(
      (upload): Tile => ({
        kind: 'upload',
        key: upload.key,
        upload,
      }),
    ),
  ]
}

/** Whether a square holds a photo that others see or may come to see. */
export const isPhoto = (tile: Tile): boolean =>
  tile.kind === 'shown' || (tile.kind === 'held' && tile.status !== 'REJECTED')

/** A list with the item at `from` moved to `to`. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from)
  const item = items[from]
  return item === undefined ? [...items] : [...rest.slice(0, to), item, ...rest.slice(to)]
}

/** The place in the grid that a point is nearest to, among the middles of its squares. */
export function nearestIndex(
  point: readonly [number, number],
  middles: readonly (readonly [number, number])[],
): number {
  const distance = ([x, y]: readonly [number, number]): number => (x - point[0]) ** 2 + (y - point[1]) ** 2
  return middles.reduce(
    (best, middle, index) => (distance(middle) < distance(middles[best] ?? middle) ? index : best),
    0,
  )
}
