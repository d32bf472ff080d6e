import type { Page, Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import type { SetMyPreferencesRequest } from '@kindred/client'

import { seriousFaults } from './axe.js'
import { type Person, seesPeople } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile, topName } from './phones.js'

const { open, town } = phonesOfFile()
const fortyOrSo = '1987-01-15'

const wish = (person: Person, wishes: Partial<SetMyPreferencesRequest>) =>
  person.client.profile.setMyPreferences({ wanted_genders: ['MAN'], min_age: 18, max_age: 38, ...wishes })

/** Two people in the deck; then only verified ones are asked for, and `answer` names the two once more: the matching has not heard of it. */
async function narrow(): Promise<{ page: Page; answer: () => Promise<void> }> {
  const { woman, man } = town()
  const anna = await woman('Anna')
  for (const name of ['Ben', 'Carl']) await man(name)
  await seesPeople(anna, 2)
  const two = await anna.client.discovery.listCandidates({ page_size: 20 })
  const page = await open(anna)
  await topName(page).waitFor()
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('button', { name: 'Verified', exact: true }).click()
  const asked = new Promise<Route>((resolve) => {
    void page.route('**/v1/discovery/candidates*', resolve, { times: 1 })
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const route = await asked
  return { page, answer: () => route.fulfill({ json: two }) }
}

const rows = (page: Page) => page.locator('.pool li')

describe.skipIf(chromiumPath === undefined)('an empty deck', { timeout: 90_000 }, () => {
  it('an empty deck says which filter hides most, and each tap on one shows the people', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await wish(anna, { max_distance_km: 10 })
    const wide = await woman('Wilma')
    await wish(wide, { max_age: 45 })
    await man('Ben', { north: 0.18 })
    for (let nth = 0; nth < 10; nth++) await man(nth % 2 === 0 ? 'Carl' : 'Dan', { birth_date: fortyOrSo })
    await seesPeople(wide, 11)
    const page = await open(anna)
    await page.getByRole('heading', { name: 'No one new within your filters' }).waitFor()
    await expect
      .poll(() => rows(page).locator('p').allInnerTexts())
      .toEqual(['10+ people older than 38', 'Perhaps a few people farther away than 10\u00a0km'])
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Ages 18 to 40 · 10+' }).press('Enter')
    expect(await topName(page).textContent()).toMatch(/Carl|Dan/)
    for (let left = 10; left > 0; left--) {
      await topName(page).waitFor()
      await page.keyboard.press('ArrowLeft')
      await seesPeople(anna, left - 1)
    }
    await page.getByRole('button', { name: 'Look up to 25 km' }).click()
    expect(await topName(page).textContent()).toContain('Ben')
    await expect
      .poll(() => anna.client.profile.getMyPreferences())
      .toMatchObject({ min_age: 18, max_age: 40, max_distance_km: 25, wanted_genders: ['MAN'] })
  })

  it('an empty deck drops an optional filter and keeps the others', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await wish(anna, { filters: { verified: true, interests: ['reading'] } })
    const wide = await woman('Wilma')
    await man('Ben')
    await seesPeople(wide, 1)
    const page = await open(anna)
    await rows(page)
      .filter({ hasText: 'not verified yet' })
      .getByRole('button', { name: 'Drop this filter' })
      .click()
    expect(await topName(page).textContent()).toContain('Ben')
    await expect
      .poll(async () => (await anna.client.profile.getMyPreferences()).filters)
      .toMatchObject({ verified: false, interests: ['reading'] })
  })

  it('an empty deck takes the place of people whom new filters exclude, though the matching hears of them late', async () => {
    const { page, answer } = await narrow()
    await answer()
    await page.getByText('Perhaps a few people not verified yet').waitFor()
    expect(await topName(page).count()).toBe(0)
  })

  it('an empty deck takes the place of people whom new filters exclude also when it is left before the matching answers', async () => {
    const { page, answer } = await narrow()
    await page.getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('heading', { name: 'Profile', level: 1 }).waitFor()
    await answer()
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByText('Perhaps a few people not verified yet').waitFor()
    expect(await topName(page).count()).toBe(0)
  })

  it('an empty deck is kind when nobody is hidden', async () => {
    const { woman } = town()
    const anna = await woman('Anna')
    await wish(anna, { max_age: 100, max_distance_km: 1000 })
    await seesPeople(anna, 0)
    const page = await open(anna)
    await page.getByText('No one is left even with the widest filters.').waitFor()
    expect(await rows(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Look again' }).click()
    await page.getByRole('heading', { name: 'You’ve seen everyone' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Filters' }).last().click()
    await page.getByRole('heading', { name: 'Filters', level: 1 }).waitFor()
  })

  it('an empty deck says that it looks farther than was asked for', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await wish(anna, { max_distance_km: 10, widen_distance: true })
    await man('Ben', { north: 0.18 })
    // Until the matching has heard of her distance, it finds him without looking farther.
    await expect
      .poll(async () => (await anna.client.discovery.listCandidates({ page_size: 1 })).widened_to_km)
      .toBe(25)
    const page = await open(anna)
    await page.getByText('No one left within 10 km. Looking up to 25 km away.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('heading', { name: 'No one new within your filters' }).waitFor()
    await expect.poll(() => page.getByText('Looking up to').count()).toBe(0)
  })
})

describe.skipIf(chromiumPath === undefined)('swipes that are used up', { timeout: 60_000 }, () => {
  const usedUp = {
    type: 'about:blank',
    title: 'Too many',
    status: 429,
    detail: 'All used up.',
    code: 'SWIPES_USED_UP',
  }

  it('swipes that are used up leave the card on top, and say when they come back', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await man('Ben')
    await seesPeople(anna, 1)
    const page = await open(anna)
    await topName(page).waitFor()
    await page.route('**/v1/discovery/like', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify(usedUp),
        headers: { 'retry-after': '7200' },
      }),
    )
    await page.keyboard.press('ArrowRight')
    const dialog = page.getByRole('dialog', { name: 'That’s all for today' })
    await dialog.getByText(/comes back (today|tomorrow) at\s\d+:\d\d/).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'OK' }).press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await topName(page).textContent()).toContain('Ben')
    await page.unroute('**/v1/discovery/like')
    await page.keyboard.press('ArrowRight')
    await seesPeople(anna, 0)
  })
})
