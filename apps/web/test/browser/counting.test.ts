import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { networkWorld, storedTexts } from './network-world.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()
const grin = '😀'
const bioOf = async (page: Page): Promise<string> => page.getByLabel('About me').inputValue()

describe.skipIf(chromiumPath === undefined)('a text is counted as it is kept', { timeout: 90_000 }, () => {
  it('a text is counted as it is kept in the bio: 1,000 emoji fit, one more is told before anything is sent', async () => {
    const anna = await world.resident()
    const page = await world.open(anna, { path: '/profile/edit' })
    const bio = page.getByLabel('About me')
    await bio.fill(grin.repeat(790))
    expect(await page.locator('.counter-left').count()).toBe(0)
    await bio.fill(`  ${grin.repeat(999)}\r\n`)
    await page.getByText('One character left').waitFor()
    await bio.fill(grin.repeat(1_001))
    await page.getByText('One character too many').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Please use at most 1,000 characters.').waitFor()
    await bio.fill(grin.repeat(1_000))
    expect(Array.from(await bioOf(page))).toHaveLength(1_000)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(async () => (await anna.client.profile.getMyProfile()).bio).toBe(grin.repeat(1_000))
  })

  it('a text is counted as it is kept in the composer: 4,000 emoji are sent whole, 4,001 stay where they are', async () => {
    const { anna, ben, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    const field = page.getByRole('textbox', { name: 'Message' })
    await field.fill(grin.repeat(4_001))
    await page.getByText('One character too many').waitFor()
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
    await field.press('Enter')
    expect(Array.from(await field.inputValue())).toHaveLength(4_001)
    await field.fill(`${grin.repeat(4_000)}\u200B `)
    await page.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => storedTexts(ben, id)).toEqual([grin.repeat(4_000)])
  })

  it('a text of nothing that can be seen is not sent', async () => {
    const { anna, id } = await world.couple()
    const page = await world.open(anna, { path: `/chats/${id}` })
    await page.getByRole('textbox', { name: 'Message' }).fill('\u3164\u2800\u200B')
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
  })
})
