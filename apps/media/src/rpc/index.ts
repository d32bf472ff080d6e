import type { MediaServiceService } from '@kindred/contracts/media'
import type { Handlers } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { appealPhoto } from './appeal-photo.js'
import { batchGetMyMedia } from './batch-get-my-media.js'
import { deleteMedia } from './delete-media.js'
import { holdPhotos } from './hold-photos.js'
import { listMyMedia } from './list-my-media.js'
import { readPhoto } from './read-photo.js'
import { uploadPhoto } from './upload-photo.js'

export const handlers: Handlers<MediaContext, MediaServiceService> = {
  uploadPhoto,
  listMyMedia,
  batchGetMyMedia,
  deleteMedia,
  appealPhoto,
  readPhoto,
  holdPhotos,
}
