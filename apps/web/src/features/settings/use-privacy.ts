import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { Privacy } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient, useUserId } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'

/** What the person keeps from others, and the way to change it. */
interface PrivacyRoom {
  /** As it is being stored while a change is under way; undefined while it is not known. */
  readonly privacy: Privacy | undefined
  readonly error: unknown
  readonly busy: boolean
  reload(): void
  change(part: Partial<Privacy>): void
}

export function usePrivacy(): PrivacyRoom {
  const { t } = useI18n()
  const client = useClient()
  const userId = useUserId()
  const queries = useQueryClient()
  const toast = useToast()
  const { data, error, refetch } = useQuery({
    queryKey: keys.privacy,
    queryFn: ({ signal }) => client.profile.getMyPrivacy({}, { signal }),
    staleTime: 0,
  })
  const save = useMutation({
    mutationFn: (next: Privacy) => client.profile.setMyPrivacy(next),
    onMutate: () => haptic.select(),
    onSuccess: (saved) => {
      queries.setQueryData(keys.privacy, saved)
      // The preview shows what others see.
      return queries.invalidateQueries({ queryKey: keys.person(userId) })
    },
    onError: (failure) => toast(t(failureKey(failure))),
  })
  return {
    privacy: save.isPending ? save.variables : data,
    error,
    busy: save.isPending,
    reload: () => void refetch(),
    change(part) {
      if (data === undefined) return
      const next: Privacy = { ...data, ...part }
      save.mutate(next)
    },
  }
}
