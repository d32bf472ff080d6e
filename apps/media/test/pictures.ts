import sharp, { type Sharp } from 'sharp'

export interface TestJpegOptions {
  readonly width: number
  readonly height: number
  /** As a phone writes it, with the camera's name beside it. */
  readonly exifGps?: boolean
  /** The EXIF orientation, 1 to 8. */
  readonly orientation?: number
}

/** A picture whose left half is red and whose right half is blue, as it is stored before any orientation is applied. */
export function redAndBlue(width: number, height: number): Sharp {
  const blue = { width: Math.ceil(width / 2), height, channels: 3 as const, background: '#0000ff' }
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: { create: blue }, gravity: 'east' },
  ])
}

/** redAndBlue as a JPEG. */
export function createTestJpeg({ width, height, exifGps, orientation }: TestJpegOptions): Promise<Buffer> {
  let picture = redAndBlue(width, height).jpeg({ quality: 90 })
  if (exifGps === true) {
    picture = picture.withExif({
      IFD0: { Make: 'Kindred', Model: 'Test camera', Copyright: 'Alice' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 36/1',
      },
    })
  }
  if (orientation !== undefined) picture = picture.withMetadata({ orientation })
  return picture.toBuffer()
}

/** Cannot be compressed well: for uploads near the limit of bytes. */
export function createNoise(width: number, height: number): Promise<Buffer> {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

/** The red, green and blue of one pixel of an encoded picture. */
export async function pixelAt(picture: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  const start = (y * info.width + x) * info.channels
  return [...data.subarray(start, start + 3)]
}
