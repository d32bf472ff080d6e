import { tooManyPixels, tooSmall } from './errors.js'

/** The stored sizes: each picture fits into a square of this side and is never enlarged. */
export const pictureSizes = { thumb: 160, card: 640, full: 1280 } as const
export type PictureSize = keyof typeof pictureSizes

/** Less is no portrait; it also keeps ribbons out, whose shorter side would vanish. */
const minSide = 200

/** Throws MEDIA_TOO_MANY_PIXELS or MEDIA_TOO_SMALL. */
export function checkSize(picture: { width: number; height: number }, maxPixels: number): void {
  if (picture.width * picture.height > maxPixels) throw tooManyPixels(maxPixels)
  const scale = Math.min(1, pictureSizes.full / Math.max(picture.width, picture.height))
  if (Math.min(picture.width, picture.height) * scale < minSide) throw tooSmall(minSide)
}
