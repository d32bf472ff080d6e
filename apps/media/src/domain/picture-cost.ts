import type { PictureFormat } from './picture-format.js'

/** What the header of a picture says. */
export interface PictureHeader {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** More than 8 bits a channel. */
  readonly deep: boolean
  /** Comes in passes over the whole picture: a progressive JPEG, an interlaced PNG. */
  readonly inPasses: boolean
  /** Passes of a JPEG; 1 for anything else. */
  readonly scans: number
  /** Four inks, turned into light by a colour profile. */
  readonly cmyk: boolean
}

/**
 * How many times the CPU of an ordinary JPEG pixel a pixel of the picture costs, from measurements of the worst picture of each
 * kind (single colours that compress to nothing, noise that fills the 10 MB). A kind that costs twice may have half the pixels.
 */
function weightOf(header: PictureHeader): number {
  const kind = header.format === 'webp' ? 2.5 : 1
  const depth = header.deep ? 2.5 : 1
  const passes = !header.inPasses ? 1 : header.format === 'png' ? 2 : Math.max(1.5, header.scans / 8)
  const inks = header.cmyk ? 2 : 1
  return kind * depth * passes * inks
}

/** The pixels that a picture of this kind may have, of those that an ordinary one may. */
export const pixelLimit = (header: PictureHeader, maxPixels: number): number =>
  Math.floor(maxPixels / weightOf(header))

/** What every picture costs for being encoded in its sizes, in pixels of an ordinary JPEG. */
const encodingCost = 20_000_000

/** What the work on a picture costs, in pixels of an ordinary JPEG. */
export const costOf = (header: PictureHeader): number =>
  encodingCost + header.width * header.height * weightOf(header)
