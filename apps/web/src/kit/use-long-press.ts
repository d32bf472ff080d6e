import { useRef } from 'react'

const holdMs = 450
const stillPx = 8

interface Press {
  readonly timer: ReturnType<typeof setTimeout>
  readonly x: number
  readonly y: number
}

interface LongPress {
  /** Runs during the press. */
  onHold(): void
  /** Runs at its end: only then a browser allows copying. */
  onRelease(): void
  /** Runs in place of the browser's own menu, which a mouse or a key asks for. */
  readonly onMenu?: (() => void) | undefined
}

/** Detects a long press. */
export function useLongPress({ onHold, onRelease, onMenu }: LongPress) {
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
      const isTouch = press.current !== undefined || held.current
      // Selected words are for the browser's own menu.
      const isMeant = onMenu !== undefined && window.getSelection()?.isCollapsed !== false
      if (isTouch || isMeant) event.preventDefault()
      if (!isTouch && isMeant) onMenu()
    },
  }
}
