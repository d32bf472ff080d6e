import { useRef } from 'react'

const holdMs = 450
const stillPx = 8

interface Press {
  readonly timer: ReturnType<typeof setTimeout>
  readonly x: number
  readonly y: number
}

/** Detects a long press. `onHold` runs during it, `onRelease` at its end: only then a browser allows copying. */
export function useLongPress({ onHold, onRelease }: { onHold(): void; onRelease(): void }) {
  const press = useRef<Press>(undefined)
  const held = useRef(false)
  const forget = (): void => {
    clearTimeout(press.current?.timer)
    press.current = undefined
  }
  return {
    onPointerDown({ pointerType, isPrimary, clientX: x, clientY: y }: React.PointerEvent): void {
      forget()
      held.current = false
      if (pointerType === 'mouse' || !isPrimary) return
      const timer = setTimeout(() => {
        held.current = true
        onHold()
      }, holdMs)
      press.current = { timer, x, y }
    },
    onPointerMove({ clientX, clientY }: React.PointerEvent): void {
      const { x = clientX, y = clientY } = press.current ?? {}
      if (Math.hypot(clientX - x, clientY - y) > stillPx) forget()
    },
    onPointerCancel(): void {
      forget()
      held.current = false
    },
    onPointerUp(): void {
      forget()
      if (held.current) onRelease()
    },
    onClickCapture(event: React.MouseEvent): void {
      if (!held.current) return
      held.current = false
      event.preventDefault()
      event.stopPropagation()
    },
    onContextMenu(event: React.MouseEvent): void {
      if (press.current !== undefined || held.current) event.preventDefault()
    },
  }
}
