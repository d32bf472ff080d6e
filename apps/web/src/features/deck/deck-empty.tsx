import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from 'wouter'

import { useI18n } from '../../app/i18n.js'
import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'
import { useMyPreferences } from '../../app/standing.js'
import { Button } from '../../kit/button.js'
import { EmptyState } from '../../kit/states.js'
import { widerThan } from './widen.js'

/** Nobody is left: says within which filters, and looks farther in one tap. */
export function DeckEmpty({ notReady = false, onAgain }: { notReady?: boolean; onAgain(): void }) {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const preferences = useMyPreferences(true).data ?? undefined
  const wider = preferences && widerThan(preferences.max_distance_km)
  const widen = useMutation({
    mutationFn: (km: number) => client.profile.setMyPreferences({ ...preferences!, max_distance_km: km }),
    onSuccess: (saved) => queries.setQueryData(keys.preferences, saved),
  })
  const filters = (
    <Button kind="plain" icon="filter" onClick={() => navigate('/filters')}>
      {t('deck-filters')}
    </Button>
  )
  if (notReady)
    return (
      <EmptyState icon="pin" title={t('deck-not-ready-title')} text={t('deck-not-ready-text')}>
        {filters}
        <Button kind="plain" icon="retry" onClick={onAgain}>
          {t('deck-again')}
        </Button>
      </EmptyState>
    )
  const text = preferences
    ? t('deck-empty-text', { km: preferences.max_distance_km, min: preferences.min_age, max: preferences.max_age })
    : t('deck-empty-text-plain')
  return (
    <EmptyState icon="deck" title={t('deck-empty-title')} text={text}>
      {wider !== undefined && (
        <Button busy={widen.isPending} onClick={() => widen.mutate(wider)}>
          {t('deck-widen', { km: wider })}
        </Button>
      )}
      <Button kind={wider === undefined ? 'soft' : 'plain'} icon="retry" onClick={onAgain}>
        {t('deck-again')}
      </Button>
      {filters}
    </EmptyState>
  )
}
