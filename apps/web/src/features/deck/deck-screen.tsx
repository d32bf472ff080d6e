import './deck.css'

import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'

import { useI18n } from '../../app/i18n.js'
import { IconButton } from '../../kit/button.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState, Loading, Skeleton } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { haptic } from '../../telegram/bridge.js'
import { useNoVerticalSwipes } from '../../telegram/buttons.js'
import { PersonSheet } from '../profile-detail/person-sheet.js'
import { CardStack } from './card-stack.js'
import { DeckActions } from './deck-actions.js'
import { DeckEmpty } from './deck-empty.js'
import { type Swipe, undoableOf } from './deck-state.js'
import { type SwipeKind } from './gesture.js'
import { SuperlikeSheet } from './superlike-sheet.js'
import { isNotReady, refusalText, useDeck } from './use-deck.js'
import { useDeckKeys } from './use-deck-keys.js'

/** The room where people see each other. */
export function DeckScreen() {
  const { t } = useI18n()
  const toast = useToast()
  const [, navigate] = useLocation()
  useNoVerticalSwipes()
  const { deck, state, settling } = useDeck((error) => {
    haptic.error()
    toast(t(refusalText(error)))
    setLeaving([])
  })
  const [leaving, setLeaving] = useState<readonly Swipe[]>([])
  const [returned, setReturned] = useState<Swipe>()
  const [photos, setPhotos] = useState<Readonly<Record<string, number>>>({})
  const [open, setOpen] = useState<'superlike' | 'details'>()
  const [top] = state.cards
  const undoable = undoableOf(state)

  const leave = (kind: SwipeKind, message?: string): void => {
    const candidate = deck.swipe(kind, message)
    if (candidate === undefined) return
    haptic.light()
    setReturned(undefined)
    setLeaving((before) => [...before.filter((each) => each.candidate !== candidate), { candidate, kind }])
  }
  const swipe = (kind: SwipeKind): void => {
    if (kind === 'SUPERLIKE') setOpen(top && 'superlike')
    else leave(kind)
  }
  const undo = (): void => {
    if (undoable === undefined) return
    haptic.select()
    setReturned(undoable)
    setLeaving((before) => before.filter((each) => each.candidate !== undoable.candidate))
    deck.undo()
  }
  const photoOf = (id: string): number => photos[id] ?? 0
  const showPhoto = (photo: number): void => {
    if (top === undefined || photo === photoOf(top.user_id)) return
    haptic.select()
    setPhotos((before) => ({ ...before, [top.user_id]: photo }))
  }
  const nextPhoto = (): void => showPhoto(top ? (photoOf(top.user_id) + 1) % Math.max(1, top.photos.length) : 0)
  const gone = useCallback(
    (id: string) => setLeaving((before) => before.filter((each) => each.candidate.user_id !== id)),
    [],
  )
  const details = (): void => setOpen(top && 'details')
  useDeckKeys(open === undefined, { swipe, undo, details, nextPhoto })
  const close = (): void => setOpen(undefined)

  return (
    <Screen
      title={t('deck-title')}
      tabs
      fixed
      actions={<IconButton icon="filter" label={t('deck-filters')} onClick={() => navigate('/filters')} />}
    >
      <p className="hidden" aria-live="polite">
        {top && t('app-name-age', { name: top.name, age: top.age })}
      </p>
      {top !== undefined || leaving.length > 0 ? (
        <CardStack
          cards={state.cards}
          {...{ leaving, returned, photoOf }}
          onPhoto={showPhoto}
          onSwipe={swipe}
          onDetails={details}
          onGone={gone}
        />
      ) : (
        <div className="deck-rest">
          {settling || (state.loading && state.failure === undefined) ? (
            <Loading>
              <Skeleton height="min(62vh, 520px)" />
            </Loading>
          ) : state.failure === undefined ? (
            <DeckEmpty onAgain={() => void deck.load(true)} />
          ) : (
            <DeckFailure error={state.failure} onRetry={() => void deck.load(true)} />
          )}
        </div>
      )}
      {(top !== undefined || undoable !== undefined) && (
        <DeckActions enabled={top !== undefined} canUndo={undoable !== undefined} onSwipe={swipe} onUndo={undo} />
      )}
      {open === 'superlike' && top && (
        <SuperlikeSheet
          name={top.name}
          onClose={close}
          onSend={(message) => {
            close()
            leave('SUPERLIKE', message)
          }}
        />
      )}
      {open === 'details' && top && <PersonSheet userId={top.user_id} candidate={top} onClose={close} />}
    </Screen>
  )
}

function DeckFailure({ error, onRetry }: { error: unknown; onRetry(): void }) {
  return isNotReady(error) ? <DeckEmpty notReady onAgain={onRetry} /> : <ErrorState error={error} onRetry={onRetry} />
}
