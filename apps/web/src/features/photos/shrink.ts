const enoughBytes = 2_500_000
const enoughPixels = 2048

/** A picture small enough to send over a phone's network, on white where it was see-through; the file itself when it is, or when it cannot be read here. */
export async function shrink(file: File): Promise<Blob> {
  if (file.size <= enoughBytes && /^image\/(jpeg|png|webp)$/.test(file.type)) return file
  try {
    return (await drawn(await picture(file))) ?? file
  } catch {
    return file
  }
}

/** The picture turned as its camera was held; fails in a browser that does not turn pictures by themselves. */
async function picture(file: File): Promise<ImageBitmap | HTMLImageElement> {
  if (!CSS.supports('image-orientation', 'from-image')) throw new Error('Pictures are not turned here.')
  if (typeof createImageBitmap === 'function') return createImageBitmap(file, { imageOrientation: 'from-image' })
  const image = new Image()
  image.src = URL.createObjectURL(file)
  await image.decode().finally(() => URL.revokeObjectURL(image.src))
  return image
}

function drawn(source: ImageBitmap | HTMLImageElement): Promise<Blob | null> {
  const scale = Math.min(1, enoughPixels / Math.max(source.width, source.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(source.width * scale)
  canvas.height = Math.round(source.height * scale)
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  // A JPEG knows no transparency: what is not drawn on would be black.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(source, 0, 0, canvas.width, canvas.height)
  if ('close' in source) source.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
}
