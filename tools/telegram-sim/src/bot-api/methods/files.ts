import type { PhotoSize } from '../../world/types.js'
import { badRequest } from '../error.js'
import type { Methods } from '../method.js'

const largestDownload = 20 * 1024 * 1024

/** Files that people and the bot sent. */
export const fileMethods: Methods = {
  getFile(world, params) {
    const file = world.files.find(params.text('file_id') ?? '')
    if (file === undefined) throw badRequest('invalid file_id')
    if (file.bytes.length > largestDownload) throw badRequest('file is too big')
    return {
      file_id: file.id,
      file_unique_id: file.uniqueId,
      file_size: file.bytes.length,
      file_path: file.path,
    }
  },

  getUserProfilePhotos(world, params) {
    const person = world.people.find(params.integer('user_id') ?? 0)
    if (person === undefined) throw badRequest('user not found')
    const offset = params.integer('offset') ?? 0
    const wanted = person.photos.slice(offset, offset + (params.integer('limit') ?? 100))
    const photos = wanted.flatMap((bytes): PhotoSize[][] => {
      const file = world.files.keep(bytes)
      return file === undefined ? [] : [[file.photo]]
    })
    return { total_count: person.photos.length, photos }
  },
}
