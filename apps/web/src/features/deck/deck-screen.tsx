import { Suspense } from 'react'
import { useLocation } from 'wouter'

import { useMyPreferences } from '../../ground/session/standing.js'
import { useNoVerticalSwipes } from '../../ground/telegram/buttons.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { later } from '../../ground/texts/later.js'
import { lengthText } from '../../ground/texts/lengths.js'
import { IconButton } from '../../kit/button.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import type { DeckState } from '../../stores/deck/deck-state.js'
import { WritingSheet } from '../notifications/index.js'
import { EmptyDeck } from '../pool/index.js'
import { PersonSheet } from '../profile-detail/index.js'
import { CardStack } from './card-stack.js'
import { DeckActions } from './deck-actions.js'
import { PausedNote } from './paused-note.js'
import { isNotReady } from './use-deck.js'
import { useDeckKeys } from './use-deck-keys.js'
import { useDeckRoom } from './use-deck-room.js'

import './deck.css'

const SuperlikeSheet = later(() => import('./superlike-sheet.js'), 'SuperlikeSheet', 'meet')
const UsedUpSheet = later(() => import('./used-up-sheet.js'), 'UsedUpSheet', 'meet')

/** The room where people see each other. */
export function DeckScreen() {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  const room = useDeckRoom()
  const { state, top, undoable, leaving, open } = room
  const isWaiting = room.settling || isLoading(state)
  useNoVerticalSwipes()
  useDeckKeys(open === undefined, room)
  const filters = <IconButton icon="filter" label={t('deck-filters')} onClick={() => navigate('/filters')} />
  return (
    <Screen title={t('deck-title')} tabs fixed actions={filters}>
      <p className="hidden" aria-live="polite">
        {top && t('app-name-age', { name: top.name, age: top.age ?? 0 })}
      </p>
      <PausedNote />
      {top && <WidenedLabel km={state.widenedKm[top.user_id]} />}
      {top !== undefined || leaving.length > 0 ? (
        <CardStack
          cards={state.cards}
          leaving={leaving}
          returned={room.returned}
          photoOf={room.photoOf}
          onPhoto={room.showPhoto}
          onSwipe={room.swipe}
          onDetails={room.details}
          onGone={room.land}
        />
      ) : (
        <div className="deck-rest">
          <NoCards loading={isWaiting} failure={state.failure} onAgain={room.look} />
        </div>
      )}
      {(top !== undefined || undoable !== undefined || isWaiting) && (
        <DeckActions enabled={top !== undefined} undo={undoable && room.undo} onSwipe={room.swipe} />
      )}
      <Suspense>
        <DeckSheets room={room} />
      </Suspense>
    </Screen>
  )
}

/** The sheets over the deck: the superlike, somebody's details, the end of the day's swipes. */
function DeckSheets({ room }: { room: ReturnType<typeof useDeckRoom> }) {
  const { open, top, close, swipe, leave } = room
  if (typeof open === 'object') return <UsedUpSheet usedUp={open} onClose={close} />
  if (open === 'writing') return <WritingSheet onClose={close} />
  if (open === 'superlike' && top)
    return (
      <SuperlikeSheet name={top.name} onClose={close} onSend={(message) => leave('SUPERLIKE', message)} />
    )
  if (open === 'details' && top)
    return (
      <PersonSheet userId={top.user_id} candidate={top} onClose={close}>
        <DeckActions inSheet enabled onSwipe={swipe} />
      </PersonSheet>
    )
  return null
}

/** True before the first answer too. */
const isLoading = ({ loading, exhausted, failure }: DeckState): boolean =>
  loading || (!exhausted && failure === undefined)

/** Says that the card comes from farther away than was asked for. */
function WidenedLabel({ km }: { km: number | undefined }) {
  const { t } = useI18n()
  const own = useMyPreferences(true).data?.max_distance_km
  if (km === undefined || own === undefined) return null
  return (
    <p className="deck-widened" role="status">
      {t('deck-widened', { own: lengthText(own, t), far: lengthText(km, t) })}
    </p>
  )
}

/** Shown in place of the stack: loading, a failure, or nobody left. */
function NoCards({ loading, failure, onAgain }: { loading: boolean; failure: unknown; onAgain(): void }) {
  const notReady = isNotReady(failure)
  const waiting = (
    <Loading>
      <Skeleton height="100%" />
    </Loading>
  )
  if (loading) return waiting
  if (failure !== undefined && !notReady) return <ErrorState error={failure} onRetry={onAgain} />
  return (
    <Suspense fallback={waiting}>
      <EmptyDeck notReady={notReady} onAgain={onAgain} />
    </Suspense>
  )
}
