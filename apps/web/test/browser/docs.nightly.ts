import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { chromiumPath, launchBrowser } from './phone.js'

const stack = inject('stack')
let browser: Awaited<ReturnType<typeof launchBrowser>>

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())

const open = async (path: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
  page.setDefaultTimeout(60_000)
  await page.goto(`${stack.url}${path}`)
  return page
}

/** How much wider than the window the page is. */
const excess = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

describe.skipIf(chromiumPath === undefined)('the documentation on a phone', { timeout: 90_000 }, () => {
  it.each(['/', '/docs/websocket'])(
    'the documentation on a phone does not scroll sideways at %s',
    async (path) => {
      const page = await open(path)
      expect(await excess(page)).toBe(0)
      await page.close()
    },
  )

  it.each(['listCandidates', 'listMessages', 'updateMyProfile'])(
    'the documentation on a phone does not scroll sideways with the operation %s open',
    async (name) => {
      const page = await open('/docs')
      const operation = page.locator(`.opblock[id$="${name}" i]`)
      await operation.locator('.opblock-summary-control').click()
      await operation.locator('.responses-table').first().waitFor()
      expect(await excess(page)).toBe(0)
      await page.close()
    },
  )
})
