import { useLocation } from 'wouter'

import { useI18n } from '../../app/i18n.js'
import { IconButton } from '../../kit/button.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useNoVerticalSwipes } from '../../telegram/buttons.js'
import { PersonSheet } from '../profile-detail/person-sheet.js'
import { CardStack } from './card-stack.js'
import { DeckActions } from './deck-actions.js'
import { DeckEmpty } from './deck-empty.js'
import { type DeckState } from './deck-state.js'
import { SuperlikeSheet } from './superlike-sheet.js'
import { isNotReady } from './use-deck.js'
import { useDeckKeys } from './use-deck-keys.js'
import { useDeckRoom } from './use-deck-room.js'

import './deck.css'

/** The room where people see each other. */
export function DeckScreen() {
  const { t } = useI18n()
  const [, navigate] = useLocation()
  const room = useDeckRoom()
  const { state, top, undoable, leaving, open } = room
  useNoVerticalSwipes()
  useDeckKeys(open === undefined, room)
  const filters = <IconButton icon="filter" label={t('deck-filters')} onClick={() => navigate('/filters')} />
  return (
    <Screen title={t('deck-title')} tabs fixed actions={filters}>
      <p className="hidden" aria-live="polite">
        {top && t('app-name-age', { name: top.name, age: top.age })}
      </p>
      {top !== undefined || leaving.length > 0 ? (
        <CardStack
          {...{ cards: state.cards, leaving, returned: room.returned, photoOf: room.photoOf }}
          onPhoto={room.showPhoto}
          onSwipe={room.swipe}
          onDetails={room.details}
          onGone={room.land}
        />
      ) : (
        <div className="deck-rest">
          <NoCards loading={room.settling || isLoading(state)} failure={state.failure} onAgain={room.look} />
        </div>
      )}
      {(top !== undefined || undoable !== undefined) && (
        <DeckActions
          enabled={top !== undefined}
          canUndo={undoable !== undefined}
          onSwipe={room.swipe}
          onUndo={room.undo}
        />
      )}
      {open === 'superlike' && top && (
        <SuperlikeSheet name={top.name} onClose={room.close} onSend={(message) => room.leave('SUPERLIKE', message)} />
      )}
      {open === 'details' && top && <PersonSheet userId={top.user_id} candidate={top} onClose={room.close} />}
    </Screen>
  )
}

/** True before the first answer too. */
const isLoading = ({ loading, exhausted, failure }: DeckState): boolean =>
  loading || (!exhausted && failure === undefined)

/** What stands in the place of the stack: it loads, it failed, or nobody is left. */
function NoCards({ loading, failure, onAgain }: { loading: boolean; failure: unknown; onAgain(): void }) {
  if (loading)
    return (
      <Loading>
        <Skeleton height="100%" />
      </Loading>
    )
  if (failure === undefined) return <DeckEmpty onAgain={onAgain} />
  return isNotReady(failure) ? (
    <DeckEmpty notReady onAgain={onAgain} />
  ) : (
    <ErrorState error={failure} onRetry={onAgain} />
  )
}
