import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

import { useDrag } from '../../kit/use-drag.js'
import type { SwipeKind } from '../../stores/deck/deck-state.js'
import { fadeIn, flyIn, flyOut, isCalm, rest, settle, showStamps, sizeOf } from './card-flight.js'
import { poseOf, type Size, stampsOf, swipeOf, transformOf } from './gesture.js'

interface CardMotion {
  readonly enabled: boolean
  onSwipe(kind: SwipeKind): void
  onTap(x: number, width: number): void
}

/** Flights that began at the release of the finger, before the swipe was reported. */
const thrown = new WeakMap<HTMLElement, Animation>()

const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a') !== null

/** Resolves after the next frame, so that a report does not delay it. */
const afterFrame = (work: () => void): void => void requestAnimationFrame(() => setTimeout(work))

/** Lets a card follow the finger. While it is dragged nothing renders and nothing is measured: the element is moved directly. */
export function useCardDrag(ref: RefObject<HTMLElement | null>, { enabled, onSwipe, onTap }: CardMotion) {
  const grip = useRef<{ size: Size; below: boolean }>(undefined)
  return useDrag(
    ({ first, last, tap, canceled, event, movement: [x, y], speed: [speedX, speedY], xy: [left, top] }) => {
      const card = ref.current
      if (card === null || thrown.has(card)) return
      if (first || tap) {
        const box = card.getBoundingClientRect()
        if (tap) return isButton(event.target) ? undefined : onTap(left - box.left, box.width)
        grip.current = { size: sizeOf(card), below: top - y > box.top + box.height * 0.6 }
      }
      const { size, below } = grip.current ?? { size: sizeOf(card), below: false }
      if (!last) {
        card.style.transform = transformOf(poseOf({ x, y }, size, below))
        return showStamps(card, stampsOf({ x, y }, size))
      }
      const kind = canceled ? undefined : swipeOf({ x, y, speedX, speedY }, size)
      if (kind === undefined || kind === 'SUPERLIKE') {
        settle(card)
        return kind && onSwipe(kind)
      }
      thrown.set(card, flyOut(card, kind, size))
      // A key may have been quicker, and the card is already flying.
      afterFrame(() => card.hasAttribute('inert') || onSwipe(kind))
    },
    { enabled },
  )
}

/** Flies a card out when it leaves, and in when it comes back. */
export function useCardFlight(
  ref: RefObject<HTMLElement | null>,
  { leaving, entering }: { leaving: SwipeKind | undefined; entering: SwipeKind | undefined },
  onGone: () => void,
): void {
  const gone = useEffectEvent(onGone)
  useLayoutEffect(() => {
    const card = ref.current
    if (card === null || leaving === undefined) return undefined
    const flight = thrown.get(card) ?? flyOut(card, leaving)
    if (flight.playState === 'finished') gone()
    else flight.onfinish = () => gone()
    return () => {
      thrown.delete(card)
      flight.cancel()
      rest(card)
    }
  }, [ref, leaving])
  useLayoutEffect(() => {
    const card = ref.current
    if (card === null || entering === undefined) return
    if (isCalm()) fadeIn(card)
    else flyIn(card, entering)
  }, [ref, entering])
}
