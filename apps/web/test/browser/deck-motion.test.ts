import { type Browser, type CDPSession, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { seesPeople, settle } from './people.js'
import { chromiumPath, launchBrowser, openPhone } from './phone.js'

const stack = inject('stack')
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** A finger that goes along the x axis in as many steps as frames. */
async function swipe(page: Page, cdp: CDPSession, steps: number): Promise<void> {
  const box = (await page.locator('.stack').boundingBox())!
  const [from, y] = [box.x + box.width * 0.3, box.y + box.height / 2]
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  await touch('touchStart', from)
  for (let step = 1; step <= steps; step++) await touch('touchMove', from + (box.width * 0.6 * step) / steps)
  await touch('touchEnd', 0)
}

/** The share of frames of 60 a second that did not come since the last question. */
async function takeDropped(page: Page): Promise<number> {
  const times = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times.splice(0))
  const frames = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (1000 / 60)
  return Math.max(0, 1 - (times.length - 1) / frames)
}

const percent = (share: number): string => `${Math.round(100 * share)} %`

/** A finger that cannot make up its mind for a second and a half. */
async function wiggle(page: Page, cdp: CDPSession): Promise<void> {
  const box = (await page.locator('.stack').boundingBox())!
  const [middle, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  await touch('touchStart', middle)
  const end = Date.now() + 1_500
  for (let step = 1; Date.now() < end; step++) await touch('touchMove', middle + 40 * Math.sin(step / 8))
  for (const x of [middle + 12, middle + 6, middle]) await touch('touchMove', x)
  await touch('touchEnd', 0)
}

describe.skipIf(chromiumPath === undefined)('the deck under a finger', { timeout: 60_000 }, () => {
  it('moves without a stutter on a slow phone and likes whom it throws to the right', async () => {
    const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
    for (const name of ['Ben', 'Carl', 'Dan', 'Emil', 'Finn', 'Gus'])
      await settle(stack, { name, gender: 'MAN' }, { ...place, wants: 'WOMAN', photos: 1 }, browser)
    await seesPeople(anna, 6)
    const { page, context } = await openPhone(browser, anna, { url: stack.url, touch: true })
    await page.locator('.swipe-card .photo-loaded').first().waitFor()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.evaluate(() => {
      const times: number[] = []
      Object.assign(globalThis, { times })
      const tick = (time: number): void => {
        times.push(time)
        requestAnimationFrame(tick)
      }
      requestAnimationFrame(tick)
    })
    await page.waitForFunction(() => (globalThis as unknown as { times: number[] }).times.length > 90)
    const idle = await takeDropped(page)
    await wiggle(page, cdp)
    const dragging = await takeDropped(page)
    for (let round = 0; round < 4; round++) await swipe(page, cdp, 40)
    const throwing = await takeDropped(page)
    process.stdout.write(
      `frames dropped at 4 x throttling: ${percent(dragging)} while dragging, ${percent(throwing)} while throwing, ${percent(idle)} at rest\n`,
    )
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const left = () =>
      anna.client.discovery.listCandidates({ page_size: 10 }).then(({ candidates }) => candidates.length)
    await expect.poll(left).toBe(2)
    expect(dragging - idle).toBeLessThan(0.3)
    await context.close()
  })
})
