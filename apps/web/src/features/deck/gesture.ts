import type { SwipeKind } from '../../stores/deck/deck-state.js'

/** A drag so far: the way in pixels, the speed in pixels a millisecond. */
export interface Drag {
  readonly x: number
  readonly y: number
  readonly speedX: number
  readonly speedY: number
}

/** The size of the card that is dragged. */
export interface Size {
  readonly width: number
  readonly height: number
}

interface Pose {
  readonly x: number
  readonly y: number
  readonly degrees: number
}

const wayShare = 0.28
const riseShare = 0.18
const flickSpeed = 0.55
const leastFlick = 36
const steepness = 1.25
const maxDegrees = 14

/** Up wins when the drag is clearly steeper than wide; a quick flick counts before the long way. */
export function swipeOf(drag: Drag, size: Size): SwipeKind | undefined {
  const rises = -drag.y > Math.abs(drag.x) * steepness
  if (rises) return far(-drag.y, -drag.speedY, size.height * riseShare) ? 'SUPERLIKE' : undefined
  if (far(drag.x, drag.speedX, size.width * wayShare)) return 'LIKE'
  if (far(-drag.x, -drag.speedX, size.width * wayShare)) return 'PASS'
  return undefined
}

/** Far enough, or quick enough in the same direction; a card that is thrown back stays. */
const far = (way: number, speed: number, enough: number): boolean =>
  (way >= enough && speed > -flickSpeed) || (way >= leastFlick && speed >= flickSpeed)

/** The pose of a dragged card; one that is held at its lower half turns the other way. */
export function poseOf({ x, y }: Pick<Drag, 'x' | 'y'>, { width }: Size, heldBelow = false): Pose {
  const turn = clamp(x / width, -1, 1) * maxDegrees
  return { x, y, degrees: heldBelow ? -turn : turn }
}

/** The opacity of each stamp, 0 to 1; at most one is visible. */
export function stampsOf(
  { x, y }: Pick<Drag, 'x' | 'y'>,
  { width, height }: Size,
): Record<SwipeKind, number> {
  const rises = -y > Math.abs(x) * steepness
  return {
    LIKE: rises ? 0 : clamp(x / (width * wayShare), 0, 1),
    PASS: rises ? 0 : clamp(-x / (width * wayShare), 0, 1),
    SUPERLIKE: rises ? clamp(-y / (height * riseShare), 0, 1) : 0,
  }
}

/** Where a card leaves the screen. */
export function exitOf(kind: SwipeKind, { width, height }: Size, y = 0): Pose {
  if (kind === 'SUPERLIKE') return { x: 0, y: -height * 1.4, degrees: 0 }
  const side = kind === 'LIKE' ? 1 : -1
  return { x: side * width * 1.5, y: y + height * 0.05, degrees: side * maxDegrees * 1.5 }
}

export const transformOf = ({ x, y, degrees }: Pose): string =>
  `translate3d(${round(x)}px, ${round(y)}px, 0) rotate(${round(degrees)}deg)`

/** Which photo a tap at `x` leads to: the left third goes back, the rest goes on; it stays at both ends. */
export function photoAfterTap(x: number, width: number, current: number, count: number): number {
  return clamp(current + (x < width / 3 ? -1 : 1), 0, Math.max(0, count - 1))
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
const round = (value: number): number => Math.round(value * 100) / 100
