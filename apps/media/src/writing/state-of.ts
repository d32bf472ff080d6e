import { type Look, type PhotoState, stateAfter, type Thresholds } from '../domain/photo-state.js'
import { isSamePicture, mirrored, type PictureMark } from '../domain/picture-mark.js'
import { listRemovedNear } from '../store/removed-photos.js'
import type { Db } from '../store/schema.js'

/** Where a photo stands by what was seen in it and by the list of removed photos. */
export async function stateOf(
  db: Db,
  { look, mark }: { readonly look: Look; readonly mark: PictureMark },
  thresholds: Thresholds,
): Promise<PhotoState> {
  const isListed = (await isRemoved(db, mark)) || (await isRemoved(db, mirrored(mark)))
  return stateAfter({ score: look.score, isListed }, thresholds)
}

const isRemoved = async (db: Db, mark: PictureMark): Promise<boolean> =>
  (await listRemovedNear(db, mark.hash)).some((removed) => isSamePicture(mark, removed))
