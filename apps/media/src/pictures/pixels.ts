import sharp, { type Sharp } from 'sharp'

/** A decoded picture. */
export interface Pixels {
  readonly data: Buffer
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 }
}

export const fromPixels = ({ data, info }: Pixels): Sharp => sharp(data, { raw: info })
