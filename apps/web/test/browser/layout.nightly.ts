import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { networkWorld } from './network-world.js'
import { seesPeople, settle } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const world = networkWorld()

/** How high what is below the heading stands, as far as the phone shows it. */
const heightOf = (page: Page, selector: string): Promise<number> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top } = element.getBoundingClientRect()
      const bottom = Math.max(
        ...[element, ...element.querySelectorAll('*')].map((each) => each.getBoundingClientRect().bottom),
      )
      return Math.min(bottom, window.innerHeight) - top
    })

describe.skipIf(chromiumPath === undefined)('what stands while a screen loads', { timeout: 90_000 }, () => {
  it.each([
    ['/profile/photos', '**/v1/media?*', '.photo-grid'],
    ['/settings/sessions', '**/v1/auth/sessions*', '.row'],
    ['/chats', '**/v1/chat/conversations*', '.list .row'],
    ['/people/:other', '**/v1/profiles/0*', '.gallery'],
  ] as const)('what stands while %s loads is as high as what comes', async (path, api, part) => {
    const { anna, ben, id } = await world.couple()
    await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'm1', text: 'Hi' })
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const page = await world.open(anna, {
      path: path.replace(':other', ben.userId),
      prepare: (opened) =>
        opened.route(api, async (route) => {
          await held
          await route.continue()
        }),
    })
    await page.locator(`main:not(:has(.launch)) ${part}`).first().waitFor()
    expect(await page.locator('main .skeleton').count()).toBeGreaterThan(0)
    const before = await heightOf(page, `main ${part}`)
    release()
    await page.waitForFunction(() => document.querySelector('.skeleton') === null)
    const after = await heightOf(page, `main ${part}`)
    expect(before / after, `${before} before, ${after} after`).toBeGreaterThan(0.8)
    expect(before / after, `${before} before, ${after} after`).toBeLessThan(1.25)
  })

  it('the launch screen is laid out as the deck that follows', async () => {
    const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
    await settle(stack, { name: 'Ben', gender: 'MAN' }, { ...place, wants: 'WOMAN' })
    await seesPeople(anna, 1)
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const page = await world.open(anna, {
      prepare: (opened) =>
        opened.route('**/v1/profiles/me', async (route) => {
          await held
          await route.continue()
        }),
    })
    // Found and measured at once: each step of the launch draws its screen anew.
    const box = async (selector: string) => {
      const found = await page.waitForFunction((wanted) => {
        const { y = 0, height = 0 } = document.querySelector(wanted)?.getBoundingClientRect() ?? {}
        return height > 0 && { y, height }
      }, selector)
      return (await found.jsonValue()) as { y: number; height: number }
    }
    const launch = await box('.launch > .skeleton')
    release()
    const rest = await box('.stack')
    expect(Math.abs(launch.y - rest.y)).toBeLessThan(12)
    expect(Math.abs(launch.height - rest.height)).toBeLessThan(24)
  })
})

describe.skipIf(chromiumPath === undefined)('larger letters of the phone', { timeout: 90_000 }, () => {
  it.each(['/deck', '/likes', '/chats', '/profile', '/profile/edit', '/filters', '/settings'])(
    'larger letters of the phone are larger on %s, and nothing is cut off or sticks out',
    async (path) => {
      const anna = await world.resident('Anna', 1)
      const page = await world.open(anna, { path, size: { width: 360, height: 640 } })
      await page.locator('h1').first().waitFor({ state: 'attached' })
      await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null)
      await page.waitForLoadState('networkidle')
      const sizes = () =>
        page.evaluate(() =>
          [
            ...document.querySelectorAll<HTMLElement>(
              'main h1, main p, main label, main b, .row-title, .tab, .chip',
            ),
          ]
            .filter((each) => each.checkVisibility() && each.textContent !== '')
            .map((each) => Number.parseFloat(getComputedStyle(each).fontSize)),
        )
      const usual = await sizes()
      expect(usual.length).toBeGreaterThan(3)
      await page.evaluate(() => (document.documentElement.style.fontSize = '150%'))
      await expect.poll(sizes).toEqual(usual.map((size) => size * 1.5))
      const wrong = await page.evaluate(() => [
        ...(document.documentElement.scrollWidth > window.innerWidth ? ['wider than the phone'] : []),
        ...[...document.querySelectorAll<HTMLElement>('button, a, h1, h2, label, .badge')]
          .filter((each) => each.checkVisibility() && getComputedStyle(each).textOverflow !== 'ellipsis')
          .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
          .map((each) => each.textContent),
      ])
      expect(wrong).toEqual([])
    },
  )
})
