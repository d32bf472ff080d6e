import type { PhotoStatus } from './photo-state.js'

/** Others see a photo only when it is approved; its owner always does. */
export function isVisible(
  photo: { owner_id: string; status: PhotoStatus },
  viewerId: string | undefined,
): boolean {
  return photo.status === 'APPROVED' || photo.owner_id === viewerId
}
