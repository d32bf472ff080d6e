import { useLocation } from 'wouter'

import type { GetPoolResponse, Preferences } from '@kindred/client'

import { useMyPreferences } from '../../ground/session/standing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { EmptyState, Loading, Skeleton } from '../../kit/states.js'
import { HiddenPeople } from './hidden-people.js'
import { usePool } from './use-pool.js'
import { hiding, isHidden } from './widening.js'

import './pool.css'

/** Said, so that no filters that were stored before stand in. */
const none = { has_photo: false }

interface EmptyDeckProps {
  /** The person has not said enough to be shown anybody. */
  readonly notReady: boolean
  onAgain(): void
}

/**
 * Nobody is left: says what hides people, and shows them in one tap. The total of the pool says nothing here: it may be minutes old, and the deck
 * has just been asked.
 */
export function EmptyDeck({ notReady, onAgain }: EmptyDeckProps) {
  const { t } = useI18n()
  const preferences = useMyPreferences(true).data ?? undefined
  if (!notReady && preferences !== undefined) return <Explained preferences={preferences} onAgain={onAgain} />
  return (
    <EmptyState icon="pin" title={t('pool-not-ready-title')} text={t('pool-not-ready-text')}>
      <WaysOn onAgain={onAgain} />
    </EmptyState>
  )
}

function Explained({ preferences, onAgain }: { preferences: Preferences; onAgain(): void }) {
  const { wanted_genders, min_age, max_age, max_distance_km, filters = none } = preferences
  const { data, isError } = usePool({ wanted_genders, min_age, max_age, max_distance_km, filters })
  if (data === undefined && !isError)
    return (
      <Loading>
        <Skeleton height="100%" />
      </Loading>
    )
  return <Words pool={data} preferences={preferences} onAgain={onAgain} />
}

interface WordsProps {
  /** Undefined when it could not be asked. */
  readonly pool: GetPoolResponse | undefined
  readonly preferences: Preferences
  onAgain(): void
}

function Words({ pool, preferences, onAgain }: WordsProps) {
  const { t } = useI18n()
  const hidden = pool === undefined ? [] : hiding(pool.filters, preferences)
  if (isHidden(hidden))
    return (
      <EmptyState icon="deck" title={t('pool-hidden-title')}>
        <HiddenPeople hidden={hidden} preferences={preferences} />
        <WaysOn onAgain={onAgain} />
      </EmptyState>
    )
  return (
    <EmptyState
      icon="deck"
      title={t('pool-nobody-title')}
      text={t(pool ? 'pool-nobody-text' : 'pool-unknown-text')}
    >
      <WaysOn onAgain={onAgain} />
    </EmptyState>
  )
}

function WaysOn({ onAgain }: { onAgain(): void }) {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  return (
    <div className="pool-ways">
      <Button kind="plain" icon="retry" onClick={onAgain}>
        {t('pool-again')}
      </Button>
      <Button kind="plain" icon="filter" onClick={() => navigate('/filters')}>
        {t('pool-filters')}
      </Button>
    </div>
  )
}
