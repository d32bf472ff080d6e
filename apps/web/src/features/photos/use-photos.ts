import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import type { ListMyMediaResponse, OwnPhoto, Photo, Profile } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { useMyProfile } from '../../ground/session/standing.js'
import { keys } from '../../ground/state/keys.js'
import { maxPhotos, tilesOf } from './tiles.js'
import { useUploads } from './use-uploads.js'

/** The person's photos: what the profile shows, what is stored, what is being sent; changes go out one after another. */
export function usePhotos(onFailure: (error: unknown) => void) {
  const client = useClient()
  const queries = useQueryClient()
  const profile = useMyProfile()
  const media = useQuery({
    queryKey: keys.media,
    queryFn: ({ signal }) => client.media.listMyMedia({ page_size: 100 }, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.media.some(({ status }) => status === 'PENDING') ? 5_000 : false,
  })
  const line = useRef(Promise.resolve())
  const shownNow = (): readonly Photo[] => queries.getQueryData<Profile>(keys.profile)?.photos ?? []

  const show = async (photos: readonly Photo[]): Promise<void> => {
    const before = queries.getQueryData<Profile>(keys.profile)
    if (before === undefined) return
    queries.setQueryData(keys.profile, { ...before, photos: [...photos] })
    const mine = line.current.then(() =>
      client.profile.setMyPhotos({ photo_ids: photos.map(({ media_id: id }) => id) }),
    )
    line.current = mine.then(
      () => {},
      () => {},
    )
    try {
      queries.setQueryData(keys.profile, await mine)
    } catch (error) {
      await queries.invalidateQueries({ queryKey: keys.profile })
      throw error
    }
  }
  const keep = async (photo: OwnPhoto): Promise<void> => {
    queries.setQueryData<ListMyMediaResponse>(
      keys.media,
      (list) => list && { ...list, media: [photo, ...list.media] },
    )
    if (photo.status === 'APPROVED' && shownNow().length < maxPhotos) await show([...shownNow(), photo])
  }
  const remove = async (id: string): Promise<void> => {
    const rest = shownNow().filter((photo) => photo.media_id !== id)
    if (rest.length < shownNow().length) await show(rest)
    await client.media.deleteMedia({ media_id: id })
    queries.setQueryData<ListMyMediaResponse>(
      keys.media,
      (list) => list && { ...list, media: list.media.filter((photo) => photo.media_id !== id) },
    )
  }
  const uploads = useUploads(keep)
  const failing = (work: Promise<void>): void => void work.catch(onFailure)
  return {
    profile,
    media,
    uploads,
    tiles: tilesOf(profile.data?.photos ?? [], media.data?.media ?? [], uploads.uploads),
    show: (photos: readonly Photo[]) => failing(show(photos)),
    remove: (id: string) => failing(remove(id)),
  }
}
