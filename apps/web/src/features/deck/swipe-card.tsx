import { useDrag } from '@use-gesture/react'
import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from 'react'

import { exitOf, poseOf, stampsOf, type SwipeKind, swipeOf, transformOf } from './gesture.js'

interface SwipeCardProps {
  /** 0 is the top card; only it can be dragged. */
  readonly depth: number
  /** The card is on its way out. */
  readonly leaving: SwipeKind | undefined
  /** The card comes back from where it went. */
  readonly entering: SwipeKind | undefined
  readonly stamps: Readonly<Record<SwipeKind, string>>
  onSwipe(kind: SwipeKind): void
  /** A tap that hit no button: where, and how wide the card is. */
  onTap(x: number, width: number): void
  /** The way out is over. */
  onGone(): void
  readonly children: ReactNode
}

const exitMs = 280
const returnMs = 240
const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
const sizeOf = (element: HTMLElement) => ({ width: element.offsetWidth, height: element.offsetHeight })

/** A card that follows the finger. While it is dragged nothing renders: the element is moved directly. */
export function SwipeCard({ depth, leaving, entering, stamps, onSwipe, onTap, onGone, children }: SwipeCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const heldBelow = useRef(false)
  const gone = useEffectEvent(onGone)

  const show = (strengths: Record<SwipeKind, number>): void => {
    for (const mark of marks.current?.children ?? [])
      if (mark instanceof HTMLElement) mark.style.opacity = String(strengths[mark.dataset['kind'] as SwipeKind])
  }
  const follow = (x: number, y: number, element: HTMLElement): void => {
    element.style.transform = transformOf(poseOf({ x, y }, sizeOf(element), heldBelow.current))
    show(stampsOf({ x, y }, sizeOf(element)))
  }
  const settle = (element: HTMLElement): void => {
    const from = element.style.transform
    element.style.transform = ''
    show({ LIKE: 0, PASS: 0, SUPERLIKE: 0 })
    element.animate([{ transform: from }, { transform: 'none' }], {
      duration: calm() ? 1 : returnMs,
      easing: 'ease-out',
    })
  }
  const bind = useDrag(
    ({ first, last, tap, event, movement: [x, y], velocity: [vx, vy], direction: [dx, dy], xy: [left, top] }) => {
      const element = card.current
      if (element === null) return
      const box = first || tap ? element.getBoundingClientRect() : undefined
      if (first && box) heldBelow.current = top - y > box.top + box.height * 0.6
      if (tap && box) return isButton(event.target) ? undefined : onTap(left - box.left, box.width)
      if (!last) return follow(x, y, element)
      const kind = swipeOf({ x, y, speedX: vx * dx, speedY: vy * dy }, sizeOf(element))
      if (kind === undefined || kind === 'SUPERLIKE') settle(element)
      if (kind !== undefined) onSwipe(kind)
    },
    { enabled: depth === 0 && leaving === undefined, filterTaps: true, pointer: { keys: false } },
  )

  useLayoutEffect(() => {
    const element = card.current
    if (element === null || leaving === undefined) return undefined
    for (const mark of marks.current?.children ?? [])
      if (mark instanceof HTMLElement) mark.style.opacity = mark.dataset['kind'] === leaving ? '1' : '0'
    const to = transformOf(exitOf(leaving, sizeOf(element)))
    const frames = calm()
      ? [{ opacity: 1 }, { opacity: 0 }]
      : [{ transform: element.style.transform || 'none' }, { transform: to }]
    const way = element.animate(frames, { duration: calm() ? 90 : exitMs, easing: 'ease-in', fill: 'forwards' })
    way.onfinish = () => gone()
    return () => way.cancel()
  }, [leaving])
  useLayoutEffect(() => {
    const element = card.current
    if (element === null || entering === undefined) return
    const from = transformOf(exitOf(entering, sizeOf(element)))
    element.style.transform = ''
    const frames = calm() ? [{ opacity: 0 }, { opacity: 1 }] : [{ transform: from }, { transform: 'none' }]
    element.animate(frames, { duration: calm() ? 90 : exitMs, easing: 'ease-out' })
  }, [entering])

  return (
    <div
      ref={card}
      {...bind()}
      className="swipe-card"
      data-depth={depth}
      style={{ zIndex: leaving === undefined ? 9 - depth : 10 }}
      inert={depth > 0 || leaving !== undefined}
    >
      <div className="swipe-face">{children}</div>
      <div ref={marks} className="stamps" aria-hidden="true">
        {(['LIKE', 'PASS', 'SUPERLIKE'] as const).map((kind) => (
          <span key={kind} data-kind={kind} className="stamp">
            {stamps[kind]}
          </span>
        ))}
      </div>
    </div>
  )
}

const isButton = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a') !== null
