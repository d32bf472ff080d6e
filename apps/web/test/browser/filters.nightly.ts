import type { Locator, Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { browserOfFile } from './browser-of-file.js'
import { type Person, seesPeople, settle } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const { open } = browserOfFile()

const resident = (): Promise<Person> =>
  settle(stack, { name: 'Anna', gender: 'WOMAN' }, { latitude: 56.95, longitude: 24.11, wants: 'MAN' })

async function openFilters(person: Person): Promise<Page> {
  const page = await open(person, { path: '/filters' })
  await page.getByRole('heading', { name: 'What matters to me' }).waitFor()
  return page
}

const chip = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group, exact: true }).getByRole('button', { name, exact: true })
const level = (page: Page, group: string, name: string) =>
  page.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name, exact: true })
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const stored = (person: Person) => () => person.client.profile.getMyPreferences()

/** Drags a slider over all these values in one go, however slow the machine. */
const rush = (slider: Locator, values: readonly string[]): Promise<void> =>
  slider.evaluate((input: HTMLInputElement, all) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!
    for (const value of all) {
      set!.call(input, value)
      input.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }, values)

/** Chooses something of everything. */
async function chooseAll(page: Page): Promise<void> {
  await chip(page, 'When no one is left', 'Look farther away').click()
  await chip(page, 'Looking for', 'Friendship').click()
  await chip(page, 'Looking for', 'Just chatting').click()
  await chip(page, 'Only show people', 'With a photo').click()
  await page.getByText('Interests', { exact: true }).click()
  await page.getByRole('button', { name: 'Climbing', exact: true }).click()
  await page.getByText('Speaks', { exact: true }).click()
  await page.getByRole('button', { name: 'Latviešu', exact: true }).click()
  await page.getByLabel('Minimum height').fill('165')
  await chip(page, 'Smoking', 'Never').click()
  await chip(page, 'Alcohol', 'Sometimes').click()
  await chip(page, 'Children', 'Open to children').click()
  await chip(page, 'Education', 'Master’s degree').click()
  await level(page, 'Shared interests', 'More').click()
  await level(page, 'Living nearby', 'Less').click()
}

describe.skipIf(chromiumPath === undefined)('the filters', () => {
  it('the filters keep all that was chosen, show it again, and are accessible with everything open', async () => {
    const person = await resident()
    const page = await openFilters(person)
    await chooseAll(page)
    expect(await seriousFaults(page)).toEqual([])
    await save(page)
    await expect.poll(stored(person)).toMatchObject({
      wanted_genders: ['MAN'],
      widen_distance: true,
      filters: {
        goals: ['FRIENDSHIP', 'CHAT'],
        has_photo: true,
        verified: false,
        interests: ['climbing'],
        languages: ['lv'],
        min_height_cm: 165,
        smoking: ['NEVER'],
        drinking: ['SOMETIMES'],
        children: ['OPEN'],
        education: ['MASTER'],
      },
      importance: { distance: 50, interests: 150 },
    })
    const again = await openFilters(person)
    await expect
      .poll(() => chip(again, 'Looking for', 'Friendship').getAttribute('aria-pressed'))
      .toBe('true')
    await expect
      .poll(() => chip(again, 'Only show people', 'Verified').getAttribute('aria-pressed'))
      .toBe('false')
    await again.getByText('165–…').waitFor()
    await expect.poll(() => again.locator('summary').allInnerTexts()).toEqual(['Interests\n1', 'Speaks\n1'])
    for (const [term, chosen] of [
      ['Living nearby', 'Less'],
      ['Shared interests', 'More'],
      ['Active recently', 'Normal'],
    ] as const)
      await expect.poll(() => level(again, term, chosen).getAttribute('aria-checked')).toBe('true')
  })

  it('the filters are cleared by one press, and what matters goes back to the usual', async () => {
    const person = await resident()
    await person.client.profile.setMyPreferences({
      wanted_genders: ['MAN'],
      min_age: 18,
      max_age: 100,
      importance: { activity: 150 },
      filters: { goals: ['CHAT'], max_height_cm: 190 },
    })
    const page = await openFilters(person)
    await page.getByRole('button', { name: 'Clear these filters' }).click()
    await level(page, 'Active recently', 'Normal').click()
    await save(page)
    await expect
      .poll(async () => {
        const { filters, importance } = await stored(person)()
        return { filters, importance }
      })
      .toEqual({ filters: undefined, importance: undefined })
  })

  it('the filters say how many people there are while they are chosen, and take a question back that is not needed any more', async () => {
    const place = { latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 }
    const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, { ...place, wants: 'MAN' })
    const ben = { name: 'Ben', gender: 'MAN', birth_date: '1986-01-15' } as const
    await Promise.all(Array.from({ length: 10 }, () => settle(stack, ben, { ...place, wants: 'WOMAN' })))
    await seesPeople(anna, 10)
    const page = await openFilters(anna)
    const count = page.getByRole('status').filter({ hasText: / people$/ })
    await expect.poll(() => count.textContent()).toBe('10+ people')
    const asked: string[] = []
    const given: string[] = []
    const maxAge = (url: string) => new URL(url).searchParams.get('max_age') ?? ''
    await page.route('**/v1/discovery/pool*', (route) => {
      asked.push(maxAge(route.request().url()))
      return asked.at(-1) === '80' ? undefined : route.continue()
    })
    page.on('requestfailed', (request) => given.push(maxAge(request.url())))
    await page.getByLabel('Oldest age').fill('80')
    await expect.poll(() => asked).toEqual(['80'])
    await rush(page.getByLabel('Oldest age'), ['60', '50', '45', '35'])
    await expect.poll(() => count.textContent()).toBe('Fewer than 10 people')
    expect(asked).toEqual(['80', '35'])
    await expect.poll(() => given).toEqual(['80'])
    await page.getByLabel('Oldest age').fill('60')
    await expect.poll(() => count.textContent()).toBe('10+ people')
    await chip(page, 'Only show people', 'Verified').click()
    await expect.poll(() => count.textContent()).toBe('Fewer than 10 people')
    expect(await seriousFaults(page)).toEqual([])
  })
})
