const enoughBytes = 2_500_000
const enoughPixels = 2048

/** A picture small enough to send over a phone's network; the file itself when it is, or when it cannot be read here. */
export async function shrink(file: File): Promise<Blob> {
  if (file.size <= enoughBytes && /^image\/(jpeg|png|webp)$/.test(file.type)) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, enoughPixels / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    const context = canvas.getContext('2d')
    if (context === null) return file
    paint(context, bitmap, canvas)
    bitmap.close()
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return smaller ?? file
  } catch {
    return file
  }
}

/** Draws on white, as the server does: JPEG knows no transparency, and a canvas that becomes one has a black ground. */
export function paint(
  context: Pick<CanvasRenderingContext2D, 'drawImage' | 'fillRect' | 'fillStyle'>,
  picture: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(picture, 0, 0, width, height)
}
