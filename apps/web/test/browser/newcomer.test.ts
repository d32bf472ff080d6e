import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { telegramInitData } from '@kindred/testkit/init-data'

import { drawnPhoto } from '../screens/people.js'
import { seriousFaults } from './axe.js'
import { browserOfFile } from './browser-of-file.js'
import { goTo } from './network-world.js'
import { type Person, settle, signIn } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const riga = { latitude: 56.95, longitude: 24.11 }
const { browser, open } = browserOfFile()

const resident = (): Promise<Person> =>
  settle(
    stack,
    { name: 'Anna', gender: 'WOMAN', city: 'Riga' },
    { ...riga, wants: 'MAN', photos: 2 },
    browser(),
  )

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const expectNoFaults = async (page: Page): Promise<void> => expect(await seriousFaults(page)).toEqual([])
async function bornOn(page: Page, day: string, month: string, year: string): Promise<void> {
  await page.getByLabel('Day').selectOption(day)
  await page.getByLabel('Month').selectOption(month)
  await page.getByLabel('Year').selectOption(year)
}

describe.skipIf(chromiumPath === undefined)('a newcomer', () => {
  it('a newcomer comes from the welcome to the deck in five steps, and every step is accessible', async () => {
    const person = await signIn(stack, 'Mara')
    const page = await open(person, { path: '/' })
    await heading(page, 'Meet your kind of people').waitFor({ state: 'attached' })
    await expectNoFaults(page)
    await press(page, 'I’m 18 or older. Let’s begin')
    await heading(page, 'About you').waitFor()
    expect(await page.getByLabel('Name').inputValue()).toBe('Mara')
    await press(page, 'Continue')
    await page.getByText('Please choose a real date.').waitFor()
    await page.getByText('Please choose one.').waitFor()
    await expectNoFaults(page)
    await bornOn(page, '12', '4', '1996')
    await page.getByRole('radio', { name: 'Woman', exact: true }).click()
    await press(page, 'Continue')
    await heading(page, 'What are you into?').waitFor()
    await page.getByLabel('About me').fill('Climber.')
    await press(page, 'Climbing')
    await press(page, 'Tea')
    await expectNoFaults(page)
    await press(page, 'Continue')
    await heading(page, 'Your photos').waitFor()
    await expectNoFaults(page)
    await page
      .locator('input[type=file]')
      .setInputFiles([await drawnPhoto(browser(), 10), await drawnPhoto(browser(), 90)])
    await page.getByRole('button', { name: 'Photo 2' }).waitFor()
    await press(page, 'Continue')
    await heading(page, 'Where are you?').waitFor()
    await expectNoFaults(page)
    await page.getByLabel('Or choose a town').first().fill('riga')
    await press(page, 'Riga Latvia')
    await press(page, 'Continue')
    await heading(page, 'Who would you like to meet?').waitFor()
    await press(page, 'Show me people')
    await page.getByText('Please choose at least one.').waitFor()
    await press(page, 'Men')
    await expectNoFaults(page)
    await press(page, 'Show me people')
    await page.getByRole('navigation').waitFor()
    await expect
      .poll(() => person.client.profile.getMyProfile())
      .toMatchObject({
        name: 'Mara',
        birth_date: '1996-04-12',
        bio: 'Climber.',
        interests: ['climbing', 'tea'],
        city: 'Riga',
        has_location: true,
        photos: [{}, {}],
      })
    await expect
      .poll(() => person.client.profile.getMyPreferences())
      .toMatchObject({ wanted_genders: ['MAN'] })
  })

  it('a newcomer finds the unfinished profile again after a reload, even where nothing is stored yet', async () => {
    const page = await open(await signIn(stack, 'Mara'), { path: '/' })
    await press(page, 'I’m 18 or older. Let’s begin')
    await page.getByLabel('Name').fill('Marianna')
    await page.getByLabel('Month').selectOption('4')
    await page.reload()
    await heading(page, 'About you').waitFor()
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Marianna')
    await expect.poll(() => page.getByLabel('Month').inputValue()).toBe('4')
  })

  it('a newcomer is told by the server, at the field, what it refuses', async () => {
    const page = await open(await signIn(stack, 'Mara'), { path: '/' })
    await press(page, 'I’m 18 or older. Let’s begin')
    await page.getByLabel('Name').fill('77')
    await bornOn(page, '12', '4', '1996')
    await page.getByRole('radio', { name: 'Man', exact: true }).click()
    await press(page, 'Continue')
    await page.getByText('Please use at most 50 characters, with at least one letter.').waitFor()
    expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true')
  })

  it('a newcomer is turned away kindly below 18', async () => {
    const page = await open(await signIn(stack, 'Tim'), { path: '/' })
    await press(page, 'I’m under 18')
    await heading(page, 'See you later').waitFor({ state: 'attached' })
  })

  it.each([
    ['of another kind', 'letter.txt', 'text/plain'],
    ['that only has the name of a photo', 'letter.jpg', 'image/jpeg'],
  ])(
    'a newcomer is told of a file %s, which leaves no tile and counts as no photo',
    async (_what, name, mimeType) => {
      const person = await signIn(stack, 'Mara')
      await person.client.profile.createProfile({ name: 'Mara', birth_date: '1996-04-12', gender: 'WOMAN' })
      const page = await open(person, { path: '/' })
      await press(page, 'Continue')
      await heading(page, 'Your photos').waitFor()
      const chosen = { name, mimeType, buffer: Buffer.from('Dear Mara, this is no photo.') }
      await page.locator('input[type=file]').setInputFiles([chosen])
      await page.getByText('Please choose a JPEG, PNG or WebP picture.').waitFor()
      await page.getByRole('button', { name: 'Skip for now' }).waitFor()
      expect(await page.locator('.tile-add').count()).toBe(6)
    },
  )

  it('a newcomer sends a photo again that broke on the way', async () => {
    const person = await signIn(stack, 'Mara')
    await person.client.profile.createProfile({ name: 'Mara', birth_date: '1996-04-12', gender: 'WOMAN' })
    const page = await open(person, { path: '/' })
    await press(page, 'Continue')
    await heading(page, 'Your photos').waitFor()
    await page.route('**/v1/media', (route) => route.abort('connectionfailed'), { times: 1 })
    await page.locator('input[type=file]').setInputFiles([await drawnPhoto(browser(), 200)])
    await page.getByText('Not sent.').waitFor()
    await page.getByRole('button', { name: 'Skip for now' }).waitFor()
    await press(page, 'Retry')
    await page.getByRole('button', { name: 'Photo 1' }).waitFor()
    await expect.poll(async () => (await person.client.profile.getMyProfile()).photos.length).toBe(1)
  })
})

describe.skipIf(chromiumPath === undefined)('the own rooms', () => {
  it('the own rooms have their names', async () => {
    const page = await open(await resident(), { path: '/profile' })
    for (const [path, name] of [
      ['/profile', 'Profile'],
      ['/profile/preview', /^Anna/],
      ['/profile/edit', 'Edit profile'],
      ['/profile/photos', 'My photos'],
      ['/filters', 'Filters'],
      ['/place', 'Your place'],
      ['/settings', 'Settings'],
      ['/settings/language', 'Language'],
      ['/settings/sessions', 'Where you’re signed in'],
      ['/settings/privacy', 'Privacy'],
      ['/settings/sign-out', 'Sign out'],
      ['/settings/delete', 'Delete account'],
    ] as const) {
      await goTo(page, path)
      await heading(page, name).waitFor()
    }
  })

  it('the own rooms keep edits back until they are saved, and ask before they are lost', async () => {
    const person = await resident()
    const page = await open(person, { path: '/profile' })
    await page.getByRole('link', { name: /Edit profile/ }).click()
    await page.getByLabel('About me').fill('Now with a dog.')
    await press(page, 'Back')
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await expectNoFaults(page)
    await press(page, 'Keep editing')
    await press(page, 'Save')
    await heading(page, /^Profile$/).waitFor()
    await expect.poll(async () => (await person.client.profile.getMyProfile()).bio).toBe('Now with a dog.')
  })

  it('the own rooms order photos by dragging and by the sheet, and remove one', async () => {
    const person = await resident()
    const order = async () =>
      (await person.client.profile.getMyProfile()).photos.map((photo) => photo.media_id)
    const [first, second] = await order()
    const page = await open(person, { path: '/profile/photos' })
    const from = (await page.getByRole('button', { name: 'Photo 2' }).boundingBox())!
    const to = (await page.getByRole('button', { name: 'Photo 1' }).boundingBox())!
    await page.mouse.move(from.x + 30, from.y + 30)
    await page.mouse.down()
    await page.mouse.move(to.x + 80, to.y + 90, { steps: 8 })
    await page.mouse.up()
    await expect.poll(order).toEqual([second, first])
    await press(page, 'Photo 2')
    await press(page, 'Make it the main photo')
    await expect.poll(order).toEqual([first, second])
    await press(page, 'Photo 2')
    await press(page, 'Remove photo')
    await page
      .getByRole('dialog', { name: 'Remove this photo?' })
      .getByRole('button', { name: 'Remove photo' })
      .click()
    await expect.poll(order).toEqual([first])
    await expect.poll(async () => (await person.client.media.listMyMedia()).media.length).toBe(1)
  })

  it('the own rooms change whom the person sees, and the language at once', async () => {
    const person = await resident()
    const page = await open(person, { path: '/filters' })
    await press(page, 'Women')
    await page.getByLabel('Oldest age').fill('40')
    await page.getByLabel('Distance').press('ArrowRight')
    await press(page, 'Save')
    await expect
      .poll(() => person.client.profile.getMyPreferences())
      .toMatchObject({ wanted_genders: ['MAN', 'WOMAN'], max_age: 40, max_distance_km: 100 })
    const settings = await open(person, { path: '/settings/language' })
    await settings.getByRole('radio', { name: 'Русский' }).click()
    await heading(settings, 'Язык').waitFor()
    await expect.poll(async () => (await person.client.auth.getLanguage()).language).toBe('ru')
    await person.client.auth.setLanguage({ language: 'en' })
    await settings.reload()
    await heading(settings, 'Language').waitFor()
  })

  it('the own rooms end all other sessions, sign out of this one, and delete the account in two steps', async () => {
    const person = await resident()
    const page = await open(person, { path: '/settings/sessions' })
    await expect.poll(() => page.getByText('This device, now').count()).toBe(1)
    const other = await signIn(stack, person.name, person.telegramId)
    await page.reload()
    const ends = page.getByRole('button', { name: /^End the session/ })
    await ends.first().waitFor()
    for (let left = await ends.count(); left > 0; left--) {
      await ends.first().click()
      await press(page, 'Sign out there')
      await expect.poll(() => ends.count()).toBe(left - 1)
    }
    await expect
      .poll(() =>
        other.client.profile.getMyProfile().then(
          () => 'lives',
          (error) => error.code,
        ),
      )
      .not.toBe('lives')

    // The sessions that were ended took their initData with them; Telegram hands out a new one.
    const authDate = new Date(Date.now() - 60_000)
    const initData = telegramInitData({
      id: person.telegramId,
      firstName: 'Anna',
      botToken: stack.botToken,
      authDate,
    })
    const leaving = await open({ ...person, initData }, { path: '/settings/sign-out' })
    await press(leaving, 'Sign out')
    await leaving.getByRole('heading', { name: 'You’re signed out' }).waitFor()
    await expectNoFaults(leaving)

    const last = await open(await resident(), { path: '/settings/delete' })
    await press(last, 'Delete my account…')
    const question = last.getByRole('dialog', { name: 'Delete your account?' })
    await question.getByRole('button', { name: 'Delete my account', exact: true }).click()
    await last.getByRole('heading', { name: 'See you, maybe' }).waitFor()
  })
})

describe.skipIf(chromiumPath === undefined)('when something is wrong', () => {
  it('outside Telegram the app says where Kindred lives', async () => {
    const page = await open({ ...(await signIn(stack, 'Nobody')), initData: '' }, { path: '/' })
    await page.getByRole('heading', { name: 'Kindred lives in Telegram' }).waitFor()
    await expectNoFaults(page)
  })

  it('with initData that is too old the app asks to be opened anew', async () => {
    const authDate = new Date(Date.now() - 48 * 3_600_000)
    const initData = telegramInitData({
      id: 77_000_001,
      firstName: 'Old',
      botToken: stack.botToken,
      authDate,
    })
    const page = await open({ ...(await signIn(stack, 'Old')), initData }, { path: '/' })
    await page.getByRole('heading', { name: 'Let’s start fresh' }).waitFor()
    await expectNoFaults(page)
  })

  it('the app shows a failure of the server with a way to try again', async () => {
    const page = await open(await resident(), { path: '/profile' })
    await heading(page, 'Profile').waitFor()
    await page.route('**/v1/profiles/me', (route) => route.fulfill({ status: 500, body: '{}' }))
    await page.reload()
    await page.getByRole('heading', { name: 'Something went wrong' }).waitFor()
    await page.unroute('**/v1/profiles/me')
    await press(page, 'Try again')
    await heading(page, 'Profile').waitFor()
  })

  it('the app says while there is no network, and goes on when it is back', async () => {
    const page = await open(await resident(), { path: '/profile' })
    await heading(page, 'Profile').waitFor()
    await page.context().setOffline(true)
    await page.getByText('You’re offline').waitFor()
    await page.context().setOffline(false)
    await page.getByText('You’re offline').waitFor({ state: 'detached' })
  })

  it('the app renews an expired token unseen', async () => {
    const page = await open(await resident(), { path: '/profile' })
    await heading(page, 'Profile').waitFor()
    await page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((name) => name.startsWith('kindred.session.'))!
      const kept = JSON.parse(sessionStorage[key]) as { tokens: { expiresAt: number } }
      sessionStorage[key] = JSON.stringify({ ...kept, tokens: { ...kept.tokens, expiresAt: 0 } })
    })
    const refreshed = page.waitForResponse('**/v1/auth/refresh')
    await page.reload()
    expect((await refreshed).status()).toBe(200)
    await heading(page, 'Profile').waitFor()
  })
})
