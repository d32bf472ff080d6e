import { useEffect } from 'react'

/** Keeps `--visible-height` at what the on-screen keyboard leaves; iOS scrolls the window instead of resizing it. */
export function useVisibleHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport
    const root = document.documentElement.style
    if (viewport === null) return undefined
    const fit = (): void => {
      const covered = window.innerHeight - viewport.height
      if (covered > 60) root.setProperty('--visible-height', `${viewport.height}px`)
      else root.removeProperty('--visible-height')
      if (viewport.offsetTop > 0) window.scrollTo(0, 0)
    }
    fit()
    viewport.addEventListener('resize', fit)
    viewport.addEventListener('scroll', fit)
    return () => {
      viewport.removeEventListener('resize', fit)
      viewport.removeEventListener('scroll', fit)
      root.removeProperty('--visible-height')
    }
  }, [])
}
