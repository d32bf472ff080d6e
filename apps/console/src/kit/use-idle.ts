import { useCallback, useEffect, useRef } from 'react'

/** Whoever touches nothing for so long is taken for away. */
const idleMs = 600_000
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const

/** Notes when somebody did something on a page last. */
export function watchActivity(page: EventTarget) {
  let activeAt = Date.now()
  const touch = (): void => void (activeAt = Date.now())
  for (const sign of signs) page.addEventListener(sign, touch, { passive: true })
  return {
    isIdle: () => Date.now() - activeAt > idleMs,
    stop() {
      for (const sign of signs) page.removeEventListener(sign, touch)
    },
  }
}

/** Says whether nobody seems to be there: what such a page has claimed goes back to the queue, though its tab is open. */
export function useIdle(): () => boolean {
  const activity = useRef<ReturnType<typeof watchActivity>>(undefined)
  useEffect(() => {
    const watched = (activity.current = watchActivity(document))
    return () => watched.stop()
  }, [])
  return useCallback(() => activity.current?.isIdle() === true, [])
}
