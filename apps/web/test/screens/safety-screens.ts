import { loadTranslator } from '@kindred/locales'

import type { Camera } from './camera.js'
import { reportScenes } from './report-screens.js'
import { standingScenes } from './standing-screens.js'
import type { World } from './world.js'

/** What protects people, as they meet it: reports, what comes of them, what is decided about oneself, and how to object. */
export async function shootSafety(camera: Camera, world: World): Promise<void> {
  const texts = await loadTranslator(camera.look.locale)
  for (const part of ['rooms', 'meet', 'safety'] as const) await texts.add(part)
  for (const [name, scene] of Object.entries({ ...reportScenes, ...standingScenes })) {
    const { who = 'anna', path, prepare, act, end = false } = scene
    const page = await camera.open(world[who], typeof path === 'string' ? path : path(world), prepare)
    await act(page, texts.t)
    await camera.shoot(name, { end })
  }
}
