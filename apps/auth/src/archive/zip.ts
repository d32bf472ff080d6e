import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

import type { ExportedFile } from '@kindred/service'

/** What does not get smaller. */
const packed = /\.(webp|jpe?g|png|mp4)$/

/** The pieces of a ZIP file with these files, as they come. */
export async function* zip(
  files: AsyncIterable<ExportedFile>,
  madeAt: Date,
): AsyncGenerator<Uint8Array, void, undefined> {
  const ready: Uint8Array[] = []
  let fault: Error | undefined
  const archive = new Zip((error, piece) => {
    if (error === null) ready.push(piece)
    else fault = error
  })
  for await (const { name, data } of files) {
    const entry = packed.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name)
    entry.mtime = madeAt
    archive.add(entry)
    for await (const bytes of data) {
      entry.push(bytes)
      yield* ready.splice(0)
    }
    entry.push(new Uint8Array(), true)
  }
  archive.end()
  // Set by the callback.
  if (fault) throw fault
  yield* ready.splice(0)
}
