import { describe, expect, inject, it, vi } from 'vitest'

import { seriousFaults } from '../../../web/test/browser/axe.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { plantPhotos } from './held-photos.js'
import { atDesk, emptyQueue, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()

describe.skipIf(chromiumPath === undefined)('the photos', { timeout: 300_000 }, () => {
  it('the photos that wait are approved and rejected by keys, one rejection is taken back, and what is left goes back', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const [one, two, three] = await plantPhotos(stack, { browser: browser(), admin }, 3)
    await vi.waitFor(
      async () => expect((await admin.client.safety.listCases({ kind: 'PHOTO' })).cases).toHaveLength(3),
      { timeout: 60_000 },
    )
    const page = await open(fragmentOf(atDesk(stack, moderator)), { path: '/photos' })
    await page.locator('.photo-tile').nth(2).waitFor()
    await page.waitForFunction(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    )
    expect(await page.getByText('Looks like a removed photo').count()).toBe(3)
    expect(await seriousFaults(page)).toEqual([])

    await page.keyboard.press('j')
    await page.keyboard.press('a')
    await page.locator('.photo-tile-approve-photo').waitFor()
    await page.keyboard.press('r')
    await page.locator('.photo-tile-reject-photo').waitFor()
    await page.keyboard.press('u')
    await page.locator('.photo-tile-reject-photo').waitFor({ state: 'detached' })
    await page.locator('.photo-tile').nth(1).focus()
    await page.keyboard.press('r')
    await page.locator('.photo-tile-reject-photo').waitFor()

    const { cases } = await admin.client.safety.listCases({ kind: 'PHOTO' })
    expect(cases).toMatchObject([{ state: 'CLAIMED' }])
    await page.getByRole('link', { name: 'Numbers' }).click()
    await vi.waitFor(
      async () =>
        expect((await admin.client.safety.listCases({ kind: 'PHOTO' })).cases).toMatchObject([
          { state: 'OPEN' },
        ]),
      { timeout: 60_000 },
    )
    await vi.waitFor(
      async () => {
        const states = await Promise.all(
          [one, two, three].map(
            async (owner) => (await owner!.client.media.listMyMedia({})).media[0]?.status,
          ),
        )
        expect(new Set(states)).toEqual(new Set(['APPROVED', 'PENDING', 'REJECTED']))
      },
      { timeout: 60_000, interval: 500 },
    )
  })
})
