// Pictures of every screen in every look, to be looked at: `npx tsx apps/web/test/screenshots.ts [folder] [look, for example 390-light-en] [part, for example discovery]`.
// Ends with 1 when something sticks out of the phone or an error came up.
// Takes a system of its own, or the one that STACK_URL and STACK_BOT_TOKEN name.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'vite'

import { launchBrowser } from './browser/phone.js'
import { startStack } from './browser/stack.js'
import { createCamera, looks, nameOf } from './screens/camera.js'
import { shootContact } from './screens/contact-screens.js'
import { createDataWorld, shootData } from './screens/data-screens.js'
import { shootDiscovery } from './screens/discovery-screens.js'
import { shootNews } from './screens/news-screens.js'
import { shootOnboarding, shootRooms, shootSystem } from './screens/own-screens.js'
import { resident, type Target } from './screens/people.js'
import { shootSafety } from './screens/safety-screens.js'
import { shootShared } from './screens/shared-screens.js'
import { createWorld } from './screens/world.js'

async function openTarget(): Promise<Target & { stop(): Promise<void> }> {
  const { STACK_URL: url, STACK_BOT_TOKEN: botToken } = process.env
  if (url !== undefined && botToken !== undefined) return { url, botToken, stop: async () => {} }
  await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'warn' })
  return startStack()
}

const [folder = join(tmpdir(), 'kindred-screens'), only = '', part = ''] = process.argv.slice(2)
const target = await openTarget()
const browser = await launchBrowser()
try {
  const sitter = await resident(target, browser)
  const world = await createWorld(target, browser)
  const dataWorld = await createDataWorld(target, browser)
  for (const look of looks.filter((each) => nameOf(each).includes(only))) {
    const camera = createCamera(browser, target.url, folder, look)
    const parts = {
      onboarding: () => shootOnboarding(camera, browser, target),
      rooms: () => shootRooms(camera, sitter),
      system: () => shootSystem(camera, target, sitter),
      shared: () => shootShared(camera, world),
      contact: () => shootContact(camera, world),
      discovery: () => shootDiscovery(camera, world),
      news: () => shootNews(camera, world, target),
      data: () => shootData(camera, dataWorld),
      safety: () => shootSafety(camera, world),
    }
    for (const [name, shoot] of Object.entries(parts)) if (name.includes(part)) await shoot()
    await camera.close()
    process.stdout.write([`${nameOf(look)}: done`, ...camera.complaints, ''].join('\n'))
    if (camera.complaints.length > 0) process.exitCode = 1
  }
  process.stdout.write(`pictures in ${folder}\n`)
} finally {
  await browser.close()
  await target.stop()
}
