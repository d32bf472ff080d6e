import { useCallback } from 'react'
import { navigate as change, useBrowserLocation } from 'wouter/use-browser-location'

/** The path of the app at its host. */
export const base = '/app'

/** Goes to a full path. The fragment stays: it holds Telegram's launch parameters, which a reload needs again. */
const navigate: typeof change = (to, options) => {
  const state: unknown = options?.replace === true ? window.history.state : { inner: true }
  change(`${String(to)}${window.location.hash}`, { ...options, state })
}

/** wouter's location with the fragment kept. */
export const useLocationWithLaunch = (): [string, typeof change] => [useBrowserLocation()[0], navigate]

/** Goes one step back, or to `fallback` when the app was opened right here. */
export function useBack(fallback: string): () => void {
  return useCallback(() => {
    if ((window.history.state as { inner?: boolean } | null)?.inner === true) window.history.back()
    else navigate(`${base}${fallback}`, { replace: true })
  }, [fallback])
}
