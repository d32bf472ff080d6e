import sharp from 'sharp'

/**
 * Leaves libvips with the decoders of JPEG, PNG and WebP, one thread a picture and no cache of what it saw.
 * It holds for the whole process.
 */
export function setUpSharp(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
  sharp.concurrency(1)
  sharp.cache(false)
}
