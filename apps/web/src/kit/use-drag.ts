import { useLayoutEffect, useRef } from 'react'

/** A drag as it goes on, in pixels and pixels a millisecond. */
interface DragState<Arg = void> {
  /** The argument of `bind`. */
  readonly arg: Arg
  readonly event: PointerEvent
  readonly first: boolean
  readonly last: boolean
  /** The pointer came up again where it went down; it is the only call then. */
  readonly tap: boolean
  /** The browser took the pointer away, for example to scroll. */
  readonly canceled: boolean
  /** From where it went down. */
  readonly movement: readonly [number, number]
  /** Signed speed of the last moments; zero after a rest. */
  readonly speed: readonly [number, number]
  /** Position in the window. */
  readonly xy: readonly [number, number]
}

interface DragOptions {
  readonly enabled?: boolean
  /** A finger has to rest this many milliseconds first; before that it scrolls. */
  readonly holdMs?: number
}

interface Handlers {
  onPointerDown(event: React.PointerEvent): void
  onClickCapture(event: React.MouseEvent): void
}

const tapWay = 3
const scrollWay = 8
const recentMs = 80

/** Lets an element be dragged by mouse, pen and finger; a click that ends a drag is swallowed. */
export function useDrag<Arg = void>(
  onDrag: (state: DragState<Arg>) => void,
  { enabled = true, holdMs = 0 }: DragOptions = {},
): (arg: Arg) => Handlers {
  const latest = useRef(onDrag)
  useLayoutEffect(() => {
    latest.current = onDrag
  })
  const dragged = useRef(false)
  return (arg) => ({
    onPointerDown({ nativeEvent: down, currentTarget }) {
      dragged.current = false
      if (!enabled || !down.isPrimary || down.button !== 0) return
      follow(down, currentTarget, holdMs, (state) => {
        if (!state.tap) dragged.current = true
        latest.current({ ...state, arg })
      })
    },
    onClickCapture(event) {
      if (!dragged.current) return
      dragged.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  })
}

interface Sample {
  readonly at: number
  readonly x: number
  readonly y: number
}

function speedOf(samples: readonly Sample[], now: number): readonly [number, number] {
  const recent = samples.filter(({ at }) => now - at <= recentMs)
  const [from, to] = [recent[0], recent.at(-1)]
  if (from === undefined || to === undefined || to.at === from.at) return [0, 0]
  return [(to.x - from.x) / (to.at - from.at), (to.y - from.y) / (to.at - from.at)]
}

/** Listeners that stop together. An AbortSignal would do it, but is younger than the oldest browser that works. */
function listenToWindow() {
  const stops: (() => void)[] = []
  return {
    listen<Type extends keyof WindowEventMap>(
      type: Type,
      listener: (event: WindowEventMap[Type]) => void,
      options?: AddEventListenerOptions,
    ): void {
      window.addEventListener(type, listener, options)
      stops.push(() => window.removeEventListener(type, listener, options))
    },
    stop: (): void => stops.splice(0).forEach((each) => each()),
  }
}

/** Follows one pointer from its way down until it comes up. */
function follow(
  down: PointerEvent,
  element: Element,
  holdMs: number,
  tell: (state: Omit<DragState, 'arg'>) => void,
): void {
  const waits = holdMs > 0 && down.pointerType === 'touch'
  const { listen, stop } = listenToWindow()
  const samples: Sample[] = []
  let held = !waits
  let begun = false
  const hold = setTimeout(() => (held = true), holdMs)
  const say = (event: PointerEvent, part: { last: boolean; tap?: boolean; canceled?: boolean }): void =>
    tell({
      event,
      first: !begun,
      tap: false,
      canceled: false,
      ...part,
      movement: [event.clientX - down.clientX, event.clientY - down.clientY],
      speed: speedOf(samples, event.timeStamp),
      xy: [event.clientX, event.clientY],
    })
  const end = (): void => {
    clearTimeout(hold)
    stop()
  }
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return
    // The release of a button outside of the frame is not always reported.
    if (event.buttons === 0) return up(event)
    samples.push({ at: event.timeStamp, x: event.clientX, y: event.clientY })
    const way = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY)
    if (!held && way > scrollWay) return end()
    if (!held || (!begun && way < tapWay)) return
    if (!begun) element.setPointerCapture(down.pointerId)
    say(event, { last: false })
    begun = true
  }
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return
    end()
    const canceled = event.type !== 'pointerup'
    if (begun) say(event, { last: true, canceled })
    else if (!canceled) say(event, { last: true, tap: true })
  }
  listen('pointermove', move)
  listen('pointerup', up)
  listen('pointercancel', up)
  const still = (event: TouchEvent): void => {
    if (held && event.cancelable) event.preventDefault()
  }
  if (waits) listen('touchmove', still, { passive: false })
}
