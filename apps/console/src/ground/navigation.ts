import { navigate as change, useBrowserLocation } from 'wouter/use-browser-location'

/** The path of the console at its host. */
export const base = '/console'

/** The fragment stays: it holds Telegram's launch parameters, which a reload needs again. */
const navigate: typeof change = (to, options) => change(`${String(to)}${window.location.hash}`, options)

/** wouter's location with the fragment kept. */
export const useLocationWithLaunch = (): [string, typeof change] => [useBrowserLocation()[0], navigate]
