import { useMutation, useQueryClient } from '@tanstack/react-query'

import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { momentWords } from '../../kit/moment-words.js'
import { useToast } from '../../kit/toast.js'
import { deckOf } from '../../stores/deck/deck-store.js'
import { usedUpOf } from '../../stores/deck/used-up.js'
import { matchesOf } from '../../stores/matches/match-queue.js'

export interface Answer {
  readonly userId: string
  readonly kind: 'LIKE' | 'PASS'
}

/** Likes or passes on somebody outside the deck, and removes them from the deck. */
export function useAnswer(onAnswered: () => void) {
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  const { t, locale } = useI18n()
  return useMutation({
    mutationFn: async ({ userId, kind }: Answer) => {
      const target = { target_user_id: userId }
      if (kind === 'LIKE') return (await client.discovery.like(target)).match
      await client.discovery.pass(target)
      return undefined
    },
    onSuccess: (match, { userId }) => {
      haptic.light()
      deckOf(client).drop(userId)
      if (match !== undefined) matchesOf(client).add(match)
      void queries.invalidateQueries({ queryKey: keys.likes })
      onAnswered()
    },
    onError: (error) => {
      const at = usedUpOf(error)?.at
      toast(at ? t('likes-used-up', momentWords(at, locale)) : t(failureKey(error)))
    },
  })
}
