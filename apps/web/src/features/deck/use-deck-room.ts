import { startTransition, useCallback, useState } from 'react'

import type { Candidate } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { isWritingOpen } from '../../ground/telegram/writing.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import type { SwipeKind } from '../../stores/deck/deck-state.js'
import { type Swipe, undoableOf } from '../../stores/deck/deck-state.js'
import { type UsedUp, usedUpOf } from '../../stores/deck/used-up.js'
import { refusalText, useDeck } from './use-deck.js'

/** The shown photo of each person; the first one until a tap. */
function usePhotos(top: Candidate | undefined) {
  const [photos, setPhotos] = useState<Readonly<Record<string, number>>>({})
  const photoOf = (id: string): number => photos[id] ?? 0
  const showPhoto = (photo: number): void => {
    if (top === undefined || photo === photoOf(top.user_id)) return
    haptic.select()
    setPhotos((before) => ({ ...before, [top.user_id]: photo }))
  }
  const nextPhoto = (): void =>
    showPhoto(top ? (photoOf(top.user_id) + 1) % Math.max(1, top.photos.length) : 0)
  return { photoOf, showPhoto, nextPhoto }
}

/** The deck with the state of its screen: cards in flight, shown photos, the open sheet. */
export function useDeckRoom() {
  const { t } = useI18n()
  const toast = useToast()
  const [leaving, setLeaving] = useState<readonly Swipe[]>([])
  const [returned, setReturned] = useState<Swipe>()
  const [open, setOpen] = useState<'superlike' | 'details' | 'writing' | UsedUp>()
  const { deck, state, settling } = useDeck({
    onRefusal(error) {
      const usedUp = usedUpOf(error)
      haptic.error()
      if (usedUp === undefined) toast(t(refusalText(error)))
      else setOpen(usedUp)
      setLeaving([])
    },
    onLiked: () => isWritingOpen() && setOpen((opened) => opened ?? 'writing'),
  })
  const [top] = state.cards
  const undoable = undoableOf(state)
  const land = useCallback(
    (id: string) =>
      startTransition(() => setLeaving((before) => before.filter((each) => each.candidate.user_id !== id))),
    [],
  )
  const details = useCallback(() => setOpen(deck.snapshot().cards[0] && 'details'), [deck])

  const leave = (kind: SwipeKind, message?: string): void => {
    const candidate = deck.swipe(kind, message)
    if (candidate === undefined) return
    haptic.light()
    setOpen(undefined)
    setReturned(undefined)
    setLeaving((before) => [...before.filter((each) => each.candidate !== candidate), { candidate, kind }])
  }
  const swipe = (kind: SwipeKind): void => (kind === 'SUPERLIKE' ? setOpen(top && 'superlike') : leave(kind))
  const undo = (): void => {
    if (undoable === undefined) return
    haptic.select()
    setReturned(undoable)
    setLeaving((before) => before.filter((each) => each.candidate !== undoable.candidate))
    deck.undo()
  }
  const close = (): void => setOpen(undefined)
  return {
    state,
    settling,
    top,
    undoable,
    leaving,
    returned,
    open,
    ...usePhotos(top),
    leave,
    swipe,
    undo,
    details,
    close,
    land,
    look: (): void => void deck.load(true),
  }
}
