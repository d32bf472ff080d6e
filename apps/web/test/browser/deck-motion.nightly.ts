import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { type Dropped, noteFrames } from './frames.js'
import { seesPeople, settle } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'

const stack = inject('stack')
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

type Touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) => Promise<unknown>

/** The card's left edge, its width, and a finger on its middle line. */
async function fingerOn(page: Page, cdp: CDPSession): Promise<{ x: number; width: number; touch: Touch }> {
  const box = (await page.locator('.stack').boundingBox())!
  const y = box.y + box.height / 2
  const touch: Touch = (type, x) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  return { x: box.x, width: box.width, touch }
}

/** A finger that takes the card to the right in as many steps as frames, and lets it go. */
async function throwCard(page: Page, cdp: CDPSession, steps = 20): Promise<void> {
  const { x, width, touch } = await fingerOn(page, cdp)
  const from = x + width * 0.3
  await touch('touchStart', from)
  for (let step = 1; step <= steps; step++) await touch('touchMove', from + (width * 0.6 * step) / steps)
  await touch('touchEnd', 0)
  await page.waitForFunction(
    () =>
      !document.getAnimations().some(({ playState }) => playState === 'running') &&
      document.querySelectorAll('.swipe-card').length === 3,
  )
}

const percent = ({ shown, drawn }: Dropped): string =>
  `${Math.round(100 * shown)} % (of the page's own ${Math.round(100 * drawn)} %)`

/** A finger that cannot make up its mind for a second and a half. */
async function wiggle(page: Page, cdp: CDPSession): Promise<void> {
  const { x: left, width, touch } = await fingerOn(page, cdp)
  const middle = left + width / 2
  await touch('touchStart', middle)
  const end = Date.now() + 1_500
  for (let step = 1; Date.now() < end; step++) await touch('touchMove', middle + 40 * Math.sin(step / 8))
  for (const x of [middle + 12, middle + 6, middle]) await touch('touchMove', x)
  await touch('touchEnd', 0)
}

const names = ['Ben', 'Carl', 'Dan', 'Emil', 'Finn', 'Gus', 'Hal', 'Ian', 'Jim', 'Kai', 'Lou']
const throws = 8

describe.skipIf(chromiumPath === undefined)('the deck under a finger', { timeout: 60_000 }, () => {
  it('the deck under a finger follows it on a slow phone and likes whom it throws to the right', async ({
    task,
  }) => {
    const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
    for (const name of names)
      await settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN', photos: 1 }, browser)
    await seesPeople(anna, names.length)
    const { page, context } = await openPhone(browser, anna, { url: stack.url, touch: true })
    await page.locator('.swipe-card .photo-loaded').first().waitFor()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const frames = await noteFrames(page, cdp)
    await wiggle(page, cdp)
    const dragging = await frames.take('all')
    for (let round = 0; round < throws; round++) await throwCard(page, cdp)
    const throwing = await frames.take('flights')
    Object.assign(task.meta, { frames: { dragging, throwing } })
    process.stdout.write(
      `frames dropped at 4 x throttling: ${percent(dragging)} while dragging, ${percent(throwing)} while throwing\n`,
    )
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const left = () =>
      anna.client.discovery.listCandidates({ page_size: 20 }).then(({ candidates }) => candidates.length)
    await expect.poll(left).toBe(names.length - throws)
    await context.close()
  })
})
