import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { ListMyMediaResponse, OwnPhoto } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** All photos of the person wherever they stand, the newest first. `onApproved` gets those of this visit that had to wait, once they may be shown. */
export function useStored(onApproved: (photos: readonly OwnPhoto[]) => void) {
  const client = useClient()
  const queries = useQueryClient()
  const media = useQuery({
    queryKey: keys.media,
    queryFn: ({ signal }) => client.media.listMyMedia({ page_size: 100 }, { signal }),
    refetchInterval: ({ state }) => pauseUntilNews(state.data?.media ?? []),
  })
  const waiting = useRef(new Set<string>())
  const change = (changed: (photos: readonly OwnPhoto[]) => OwnPhoto[]): void =>
    void queries.setQueryData<ListMyMediaResponse>(
      keys.media,
      (list) => list && { ...list, media: changed(list.media) },
    )

  useEffect(() => {
    const decided = (media.data?.media ?? []).filter(
      ({ media_id: id, status }) => status !== 'PENDING' && waiting.current.delete(id),
    )
    const approved = decided.filter(({ status }) => status === 'APPROVED')
    if (approved.length > 0) onApproved(approved.reverse())
  })
  return {
    media,
    change,
    add(photo: OwnPhoto) {
      if (photo.status === 'PENDING') waiting.current.add(photo.media_id)
      change((photos) => [photo, ...photos])
    },
  }
}

/** Nothing has looked yet: seconds. A person is to look: no hurry. */
function pauseUntilNews(photos: readonly OwnPhoto[]): number | false {
  const pending = photos.filter(({ status }) => status === 'PENDING')
  if (pending.length === 0) return false
  return pending.some(({ reason }) => reason === 'NOT_LOOKED_AT') ? 2_000 : 15_000
}
