import { type ReactNode, useRef } from 'react'

import type { SwipeKind } from '../../stores/deck/deck-state.js'
import { useCardDrag, useCardFlight } from './use-card-motion.js'

interface SwipeCardProps {
  /** 0 is the top card; only it can be dragged. */
  readonly depth: number
  /** The card is on its way out. */
  readonly leaving: SwipeKind | undefined
  /** The card comes back from where it went. */
  readonly entering: SwipeKind | undefined
  readonly stamps: Readonly<Record<SwipeKind, string>>
  onSwipe(kind: SwipeKind): void
  /** A tap beside the buttons: its position and the card's width. */
  onTap(x: number, width: number): void
  /** The way out is over. */
  onGone(): void
  readonly children: ReactNode
}

/** One card of the stack. */
export function SwipeCard({
  depth,
  leaving,
  entering,
  stamps,
  onSwipe,
  onTap,
  onGone,
  children,
}: SwipeCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const bind = useCardDrag(card, { enabled: depth === 0 && leaving === undefined, onSwipe, onTap })
  useCardFlight(card, { leaving, entering }, onGone)
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
      <div className="stamps" aria-hidden="true">
        {(['LIKE', 'PASS', 'SUPERLIKE'] as const).map((kind) => (
          <span key={kind} data-kind={kind} className="stamp">
            {stamps[kind]}
          </span>
        ))}
      </div>
    </div>
  )
}
