import type { SwipeKind } from '../../stores/deck/deck-state.js'
import { exitOf, type Size, transformOf } from './gesture.js'

const exitMs = 280
const returnMs = 240
const calmMs = 90
const none = { LIKE: 0, PASS: 0, SUPERLIKE: 0 } as const

export const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
export const sizeOf = (card: HTMLElement): Size => ({ width: card.offsetWidth, height: card.offsetHeight })

/** The opacity of each stamp of a card. */
export function showStamps(card: HTMLElement, strengths: Record<SwipeKind, number>): void {
  for (const stamp of card.querySelectorAll<HTMLElement>('.stamp'))
    stamp.style.opacity = String(strengths[stamp.dataset['kind'] as SwipeKind])
}

/** A card that was let go too early goes back to its place. */
export function settle(card: HTMLElement): void {
  const from = card.style.transform
  rest(card)
  card.animate([{ transform: from }, { transform: 'none' }], {
    duration: isCalm() ? 1 : returnMs,
    easing: 'ease-out',
  })
}

/** From its place to outside of the screen. */
export function flyOut(card: HTMLElement, kind: SwipeKind, size = sizeOf(card)): Animation {
  showStamps(card, { ...none, [kind]: 1 })
  const frames = isCalm()
    ? [{ opacity: 1 }, { opacity: 0 }]
    : [{ transform: card.style.transform || 'none' }, { transform: transformOf(exitOf(kind, size)) }]
  return card.animate(frames, { duration: isCalm() ? calmMs : exitMs, easing: 'ease-in', fill: 'forwards' })
}

export function flyIn(card: HTMLElement, kind: SwipeKind): void {
  rest(card)
  const from = transformOf(exitOf(kind, sizeOf(card)))
  card.animate([{ transform: from }, { transform: 'none' }], { duration: exitMs, easing: 'ease-out' })
}

/** For those who want no motion. */
export function fadeIn(card: HTMLElement): void {
  rest(card)
  card.animate([{ opacity: 0 }, { opacity: 1 }], { duration: calmMs, easing: 'ease-out' })
}

/** Flat on the stack. */
export function rest(card: HTMLElement): void {
  card.style.transform = ''
  showStamps(card, none)
}
