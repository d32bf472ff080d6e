import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'

import type { Photo, Profile } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** The photos that the profile shows; changes go out one after another. */
export function useShown() {
  const client = useClient()
  const queries = useQueryClient()
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
  return { shownNow, show }
}
