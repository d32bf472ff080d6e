import { existsSync } from 'node:fs'

// The headless shell draws a page like the browser does and costs a third of its CPU: it has no window behind it.
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The browser of this machine, or the one that CHROMIUM_PATH names; undefined where there is none. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? places.find((path) => existsSync(path))
