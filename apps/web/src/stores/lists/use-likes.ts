import { useInfiniteQuery } from '@tanstack/react-query'

import type { ReceivedLike } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { likesQuery } from './likes-query.js'

/** The likes loaded so far. */
export function useLikes(): { readonly likes: readonly ReceivedLike[]; readonly isLoaded: boolean } {
  const { data } = useInfiniteQuery(likesQuery(useClient()))
  return { likes: data?.pages.flatMap((page) => page.likes) ?? [], isLoaded: data !== undefined }
}
