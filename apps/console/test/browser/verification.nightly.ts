import { describe, expect, inject, it, vi } from 'vitest'

import { seriousFaults } from '../../../web/test/browser/axe.js'
import { settle } from '../../../web/test/browser/people.js'
import { chromiumPath } from '../../../web/test/browser/phone.js'
import { desksOfFile, fragmentOf } from './desk.js'
import { atDesk, emptyQueue, signInAdmin, signInModerator } from './staff.js'

const stack = inject('stack')
const { browser, open } = desksOfFile()

/** An MP4 in its first bytes: the console asks nobody whether it plays. */
const video = new Blob([Buffer.from('\0\0\0\x18ftypmp42', 'latin1')])

describe.skipIf(chromiumPath === undefined)('a verification', { timeout: 180_000 }, () => {
  it('a verification shows the video message beside the photos with its gesture, and gives the badge', async () => {
    const admin = await signInAdmin(stack)
    const moderator = await signInModerator(stack, admin)
    await emptyQueue(stack, admin)
    const place = { latitude: 12.34, longitude: 56.78, wants: 'MAN', photos: 2 } as const
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, place, browser())
    const { verification_id: id } = await anna.client.safety.startVerification()
    await anna.client.submitVideoNote(id, video)
    const { cases } = await admin.client.safety.listCases({ kind: 'VERIFICATION' })
    const caseId = cases[0]?.case_id ?? ''

    const page = await open(fragmentOf(atDesk(stack, moderator)), { path: `/cases/${caseId}` })
    await page.getByRole('heading', { name: 'This case isn’t yours yet' }).waitFor()
    await page.keyboard.press('c')
    const check = page.getByRole('region', { name: 'Video message beside the photos' })
    await check.getByText(/^The video has to show this gesture: /).waitFor()
    await check.getByText('Anna').waitFor()
    await vi.waitFor(async () => expect(await check.getByRole('img').count()).toBe(2))
    const player = check.locator('video')
    await vi.waitFor(async () => expect(await player.getAttribute('src')).toMatch(/^blob:/))
    expect(await seriousFaults(page)).toEqual([])

    await page.keyboard.press('1')
    await page.keyboard.type('The same face, the right hand.')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/\/queue(?:#|$)/)
    await vi.waitFor(async () => expect((await anna.client.profile.getMyProfile()).verified).toBe(true), {
      timeout: 60_000,
      interval: 500,
    })
  })
})
