import type { OwnPhoto, Photo } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { useMyProfile } from '../../ground/session/standing.js'
import { maxPhotos, tilesOf } from './tiles.js'
import { useShown } from './use-shown.js'
import { useStored } from './use-stored.js'
import { useUploads } from './use-uploads.js'

/** The person's photos: what the profile shows, what is stored, what is being sent. */
export function usePhotos(onFailure: (error: unknown) => void) {
  const client = useClient()
  const profile = useMyProfile()
  const { shownNow, show } = useShown()
  const failing = (work: Promise<void>): void => void work.catch(onFailure)
  const showToo = async (photos: readonly OwnPhoto[]): Promise<void> => {
    const room = maxPhotos - shownNow().length
    if (room > 0) await show([...shownNow(), ...photos.slice(0, room)])
  }
  const { media, add, change } = useStored((photos) => failing(showToo(photos)))

  const uploads = useUploads(async (photo) => {
    add(photo)
    if (photo.status === 'APPROVED') await showToo([photo])
  })
  const appeal = async (id: string): Promise<void> => {
    const { media: asked } = await client.media.appealPhoto({ media_id: id })
    change((photos) => photos.map((photo) => (photo.media_id === id ? (asked ?? photo) : photo)))
  }
  const remove = async (id: string): Promise<void> => {
    const rest = shownNow().filter((photo) => photo.media_id !== id)
    if (rest.length < shownNow().length) await show(rest)
    await client.media.deleteMedia({ media_id: id })
    change((photos) => photos.filter((photo) => photo.media_id !== id))
  }
  return {
    profile,
    media,
    uploads,
    tiles: tilesOf(profile.data?.photos ?? [], media.data?.media ?? [], uploads.uploads),
    show: (photos: readonly Photo[]) => failing(show(photos)),
    remove: (id: string) => failing(remove(id)),
    appeal: (id: string) => failing(appeal(id)),
  }
}
