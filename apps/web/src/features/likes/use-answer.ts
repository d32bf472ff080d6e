import { useMutation, useQueryClient } from '@tanstack/react-query'

import { failureKey } from '../../app/failure.js'
import { useI18n } from '../../app/i18n.js'
import { useClient } from '../../app/session.js'
import { useToast } from '../../kit/toast.js'
import { liveKeys } from '../../live/follow-lists.js'
import { haptic } from '../../telegram/bridge.js'
import { momentWords } from '../deck/moment-words.js'
import { deckOf } from '../deck/use-deck.js'
import { usedUpOf } from '../deck/used-up.js'
import { matchesOf } from '../match/match-queue.js'

export interface Answer {
  readonly userId: string
  readonly kind: 'LIKE' | 'PASS'
}

/** Likes or passes on somebody outside the deck, who then leaves the deck too. */
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
      void queries.invalidateQueries({ queryKey: liveKeys.likes })
      onAnswered()
    },
    onError: (error) => {
      const at = usedUpOf(error)?.at
      toast(at ? t('likes-used-up', momentWords(at, locale)) : t(failureKey(error)))
    },
  })
}
