import { pause } from '@kindred/kernel'

const pausesMs = [250, 500, 1_000, 2_000, 4_000, 8_000]

/** Loads a part of the app, waiting for the network; throws when the part is missing though there is a network, as after a new build. */
export async function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const pauseMs of pausesMs) {
    try {
      return await load()
    } catch {
      await pause(pauseMs)
      if (!navigator.onLine)
        await new Promise((resolve) => window.addEventListener('online', resolve, { once: true }))
    }
  }
  return load()
}
