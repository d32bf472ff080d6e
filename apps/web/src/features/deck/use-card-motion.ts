import { type RefObject, useEffectEvent, useLayoutEffect, useRef } from 'react'

import { useDrag } from '../../kit/use-drag.js'
import { exitOf, poseOf, stampsOf, type SwipeKind, swipeOf, transformOf } from './gesture.js'

interface CardMotion {
  readonly enabled: boolean
  onSwipe(kind: SwipeKind): void
  onTap(x: number, width: number): void
}

const exitMs = 280
const returnMs = 240
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
const sizeOf = (element: HTMLElement) => ({ width: element.offsetWidth, height: element.offsetHeight })
const none = { LIKE: 0, PASS: 0, SUPERLIKE: 0 } as const
const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a') !== null

function showStamps(card: HTMLElement, strengths: Record<SwipeKind, number>): void {
  for (const stamp of card.querySelectorAll<HTMLElement>('.stamp'))
    stamp.style.opacity = String(strengths[stamp.dataset['kind'] as SwipeKind])
}

function settle(card: HTMLElement): void {
  const from = card.style.transform
  card.style.transform = ''
  showStamps(card, none)
  card.animate([{ transform: from }, { transform: 'none' }], { duration: calm() ? 1 : returnMs, easing: 'ease-out' })
}

/** Lets a card follow the finger. While it is dragged nothing renders: the element is moved directly. */
export function useCardDrag(ref: RefObject<HTMLElement | null>, { enabled, onSwipe, onTap }: CardMotion) {
  const heldBelow = useRef(false)
  return useDrag(
    ({ first, last, tap, canceled, event, movement: [x, y], speed: [speedX, speedY], xy: [left, top] }) => {
      const card = ref.current
      if (card === null) return
      const box = first || tap ? card.getBoundingClientRect() : undefined
      if (first && box) heldBelow.current = top - y > box.top + box.height * 0.6
      if (tap && box) return isButton(event.target) ? undefined : onTap(left - box.left, box.width)
      const size = sizeOf(card)
      if (!last) {
        card.style.transform = transformOf(poseOf({ x, y }, size, heldBelow.current))
        return showStamps(card, stampsOf({ x, y }, size))
      }
      const kind = canceled ? undefined : swipeOf({ x, y, speedX, speedY }, size)
      if (kind === undefined || kind === 'SUPERLIKE') settle(card)
      if (kind !== undefined) onSwipe(kind)
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
    showStamps(card, { ...none, [leaving]: 1 })
    const to = transformOf(exitOf(leaving, sizeOf(card)))
    const frames = calm()
      ? [{ opacity: 1 }, { opacity: 0 }]
      : [{ transform: card.style.transform || 'none' }, { transform: to }]
    const flight = card.animate(frames, { duration: calm() ? 90 : exitMs, easing: 'ease-in', fill: 'forwards' })
    flight.onfinish = () => gone()
    return () => flight.cancel()
  }, [ref, leaving])
  useLayoutEffect(() => {
    const card = ref.current
    if (card === null || entering === undefined) return
    const from = transformOf(exitOf(entering, sizeOf(card)))
    card.style.transform = ''
    showStamps(card, none)
    const frames = calm() ? [{ opacity: 0 }, { opacity: 1 }] : [{ transform: from }, { transform: 'none' }]
    card.animate(frames, { duration: calm() ? 90 : exitMs, easing: 'ease-out' })
  }, [ref, entering])
}
