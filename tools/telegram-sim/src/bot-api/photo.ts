import type { PhotoSize } from '../world/types.js'
import type { World } from '../world/world.js'
import { badRequest } from './error.js'
import type { Params } from './params.js'

const largestPhoto = 10 * 1024 * 1024
const patienceMs = 5_000

/** The photo that an argument means: an upload, a file_id or an address. */
export async function givenPhoto(
  world: World,
  params: Params,
  reference: string | undefined,
): Promise<PhotoSize> {
  if (reference === undefined || reference === '') throw badRequest('there is no photo in the request')
  const upload = params.upload(reference)
  if (upload !== undefined) return kept(world, upload)
  if (/^https?:\/\//.test(reference)) return kept(world, await download(reference))
  const known = world.files.find(reference)
  if (known?.photo === undefined) throw badRequest('wrong file identifier/HTTP URL specified')
  return known.photo
}

function kept(world: World, bytes: Buffer): PhotoSize {
  if (bytes.length === 0) throw badRequest('file must be non-empty')
  if (bytes.length > largestPhoto)
    throw badRequest('file of size is too big for a photo; the maximum size is 10485760 bytes')
  const file = world.files.keep(bytes)
  if (file === undefined) throw badRequest('IMAGE_PROCESS_FAILED')
  const { width, height } = file.photo
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
  return file.photo
}

async function download(url: string): Promise<Buffer> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) })
    if (response.ok) return Buffer.from(await response.arrayBuffer())
  } catch {
    throw badRequest('failed to get HTTP URL content')
  }
  throw badRequest('failed to get HTTP URL content')
}
