import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { match, type Person, seesPeople, until } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile, topName } from './phones.js'

const { open, town } = phonesOfFile()

const choose = async (page: Page, name: string): Promise<void> => {
  const choice = page.getByRole('switch', { name })
  const stored = page.waitForResponse(
    (response) => response.url().endsWith('/me/privacy') && response.request().method() === 'PUT',
  )
  await choice.press('Space')
  expect((await stored).status()).toBe(200)
}

const kept = ({ client }: Person) => client.profile.getMyPrivacy()

describe.skipIf(chromiumPath === undefined)('the privacy page', { timeout: 120_000 }, () => {
  it('switches that are set by keyboard hold at once, are there after a reload and are taken back', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    const page = await open(anna, { path: '/settings/privacy' })
    await page.getByRole('switch', { name: 'Incognito' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    for (const name of ['Hide my age', 'Hide my distance', 'Incognito', 'I write first'])
      await choose(page, name)
    expect(await kept(anna)).toEqual({
      hide_age: true,
      hide_distance: true,
      incognito: true,
      first_writer: 'ME',
      hide_online: false,
    })
    await page.reload()
    await expect.poll(() => page.getByRole('switch', { checked: true }).count()).toBe(4)
    expect(await seriousFaults(page)).toEqual([])
    await choose(page, 'Incognito')
    expect(await kept(anna)).toMatchObject({ hide_age: true, incognito: false })
  })

  it('a switch falls back and says so when the change cannot be stored', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    const page = await open(anna, { path: '/settings/privacy' })
    const choice = page.getByRole('switch', { name: 'Incognito' })
    await choice.waitFor()
    await page.route('**/me/privacy', (route) =>
      route.request().method() === 'PUT' ? route.fulfill({ status: 503, body: '' }) : route.fallback(),
    )
    await choice.click()
    await page.locator('.toast').waitFor()
    await expect.poll(() => choice.isChecked()).toBe(false)
    expect(await kept(anna)).toMatchObject({ incognito: false })
  })

  it('a card whose owner hides age and distance shows the name alone, and so does the own preview', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await anna.client.profile.setMyPrivacy({
      hide_age: true,
      hide_distance: true,
      incognito: false,
      first_writer: 'ANYONE',
      hide_online: false,
    })
    await seesPeople(ben, 1)
    await until(async () => {
      const { candidates } = await ben.client.discovery.listCandidates({ page_size: 1 })
      return candidates[0] !== undefined && candidates[0].age === undefined
    }, 'the age is hidden')
    const page = await open(ben)
    await topName(page).waitFor()
    expect((await topName(page).textContent())?.trim()).toBe('Anna')
    expect(await page.locator('.swipe-card[data-depth="0"]').textContent()).not.toMatch(/\d/)
    const preview = await open(anna, { path: '/profile/preview' })
    await preview.getByRole('heading', { name: 'Anna', exact: true }).waitFor()
  })

  it('a chat whose partner writes first says so in place of the composer, until the message comes', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna', { photos: 1 }), await man('Ben', { photos: 1 })]
    await anna.client.profile.setMyPrivacy({
      hide_age: false,
      hide_distance: false,
      incognito: false,
      first_writer: 'ME',
      hide_online: false,
    })
    const id = await match(anna, ben)
    await until(async () => {
      const { conversations } = await ben.client.chat.listConversations()
      return conversations[0]?.participant_writes_first === true
    }, 'the conversation waits')
    const page = await open(ben, { path: `/chats/${id}` })
    await page.getByText('Anna prefers to write first.').waitFor()
    await page.getByText('You’ll see the first message here.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    const own = await open(anna, { path: `/chats/${id}` })
    await own.getByRole('textbox', { name: 'Message' }).fill('Hello there')
    await own.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Hello there').waitFor()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
  })
})
