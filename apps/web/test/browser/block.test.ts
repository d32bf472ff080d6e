import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { match, type Person, seesPeople } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile, topName } from './phones.js'

const { open, town } = phonesOfFile()

/** From the three dots to the last yes, by keyboard. */
async function block(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More: ${name}` }).press('Enter')
  await page.getByRole('dialog', { name, exact: true }).getByRole('button', { name: 'Block' }).press('Enter')
  const question = page.getByRole('dialog', { name: `Block ${name}?` })
  await question.getByText(`${name} won’t be told.`).waitFor()
  expect(await seriousFaults(page)).toEqual([])
  await question.getByRole('button', { name: 'Block', exact: true }).press('Enter')
  await page.getByText(`${name} is blocked.`).waitFor()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
}

const blocked = (person: Person): Promise<string[]> =>
  person.client.discovery.listBlocks().then(({ blocks }) => blocks.map(({ name }) => name))

describe.skipIf(chromiumPath === undefined)('a block', { timeout: 90_000 }, () => {
  it('a block takes the card away, and is taken back in the settings', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await man('Ben')
    await seesPeople(anna, 1)
    const page = await open(anna)
    await topName(page).waitFor()
    await page.keyboard.press('ArrowDown')
    await block(page, 'Ben')
    await expect.poll(() => topName(page).count()).toBe(0)
    await expect.poll(() => blocked(anna)).toEqual(['Ben'])
    await page.getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('link', { name: /^Settings/ }).click()
    await page.getByRole('link', { name: /^Blocked people/ }).click()
    await page.getByRole('listitem').filter({ hasText: 'Ben' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Unblock Ben' }).press('Enter')
    await page.getByRole('heading', { name: 'You haven’t blocked anyone' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await expect.poll(() => blocked(anna)).toEqual([])
    await page.goBack()
    await page.goBack()
    await page.getByRole('link', { name: 'People' }).click()
    expect(await topName(page).textContent()).toContain('Ben')
  })

  it('a block can be thought better of', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    const page = await open(anna, { path: `/people/${ben.userId}` })
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click()
    await page.getByRole('dialog', { name: 'Block Ben?' }).getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await blocked(anna)).toEqual([])
    await block(page, 'Ben')
    await page.getByRole('heading', { name: 'Discover' }).waitFor()
    await expect.poll(() => blocked(anna)).toEqual(['Ben'])
  })

  it('a block ends the chat for both, at once', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    const other = await open(ben, { path: `/chats/${id}` })
    await other.getByRole('textbox', { name: 'Message' }).waitFor()
    await block(page, 'Ben')
    await page.getByText('No matches yet').waitFor()
    await other.getByText('This conversation has ended').waitFor()
    expect(await other.getByText('blocked').count()).toBe(0)
  })

  it('a block ends a match while it is celebrated', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await Promise.all([seesPeople(anna, 1), seesPeople(ben, 1)])
    await ben.client.discovery.like({ target_user_id: anna.userId })
    const page = await open(anna)
    await topName(page).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('dialog', { name: 'It’s a match!' }).waitFor()
    await block(page, 'Ben')
    await page.getByRole('link', { name: /Chats/ }).click()
    await page.getByText('No matches yet').waitFor()
    await expect.poll(async () => (await anna.client.discovery.listMatches()).matches).toEqual([])
  })
})
