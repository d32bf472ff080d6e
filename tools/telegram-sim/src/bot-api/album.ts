import { albumId } from '../world/acts.js'
import type { Message, PhotoSize } from '../world/types.js'
import type { World } from '../world/world.js'
import { messageCaption } from './content.js'
import { badRequest } from './error.js'
import { createParams, type Params } from './params.js'
import { givenPhoto } from './photo.js'

const smallest = 2
const largest = 10

/** The photos of an album with their captions, two to ten; an album has no buttons. */
export async function givenAlbum(world: World, params: Params): Promise<Partial<Message>[]> {
  const pieces = params.json<Readonly<Record<string, unknown>>[]>('media') ?? []
  if (pieces.length < smallest || pieces.length > largest)
    throw badRequest(`media must include ${smallest}-${largest} items`)
  const group = albumId()
  const album: Partial<Message>[] = []
  for (const piece of pieces) {
    const fields = createParams(piece, new Map())
    const photo = await photoOf(world, params, fields)
    album.push({ media_group_id: group, photo: [photo], ...messageCaption(fields) })
  }
  return album
}

function photoOf(world: World, params: Params, piece: Params): Promise<PhotoSize> {
  if (piece.text('type') !== 'photo')
    throw badRequest("can't parse InputMedia: the simulator knows photos only")
  return givenPhoto(world, params, piece.text('media'))
}
