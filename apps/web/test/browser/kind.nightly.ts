import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { drawnPhoto } from '../screens/people.js'
import { seriousFaults } from './axe.js'
import { browserOfFile, somewhere } from './browser-of-file.js'
import { match, type Person, seesPeople, settle, signIn } from './people.js'
import { chromiumPath } from './phone.js'

const stack = inject('stack')
const { browser, open } = browserOfFile()
let place = somewhere()

/** A town of its own for each test, so that nobody sees the people of another. */
const move = (): void => {
  place = somewhere()
}
const woman = (name: string, photos = 0): Promise<Person> =>
  settle(stack, { name, gender: 'WOMAN' }, { ...place, wants: 'MAN', photos }, browser())
const man = (name: string, photos = 0): Promise<Person> =>
  settle(stack, { name, gender: 'MAN', city: 'Haifa' }, { ...place, wants: 'WOMAN', photos }, browser())

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const topName = (page: Page) => page.locator('.swipe-card[data-depth="0"]:not([inert]) h2')
const swipesLeft = (person: Person): Promise<number> =>
  person.client.discovery.listCandidates({ page_size: 50 }).then(({ candidates }) => candidates.length)

/** Rests a finger on something as long as it takes to be heard. */
async function rest(page: Page, selector: string): Promise<void> {
  const box = (await page.locator(selector).boundingBox())!
  const cdp = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + 12, y: box.y + 12 }]
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 700)))
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

describe.skipIf(chromiumPath === undefined)(
  'details that were opened from the deck',
  { timeout: 90_000 },
  () => {
    it('details that were opened from the deck have pass, like, superlike and the dots, and each does to the card what it says', async () => {
      move()
      const anna = await woman('Anna')
      for (const name of ['Ben', 'Carl', 'Dan']) await man(name)
      await seesPeople(anna, 3)
      const page = await open(anna)
      const details = async () => {
        await page.getByRole('button', { name: /^More about/ }).click()
        return page.getByRole('dialog')
      }
      const first = (await topName(page).textContent())!
      const sheet = await details()
      await sheet.getByRole('button', { name: /^More: / }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await sheet.getByRole('button', { name: 'Pass', exact: true }).click()
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      await expect.poll(() => topName(page).textContent()).not.toBe(first)
      await expect.poll(() => swipesLeft(anna)).toBe(2)
      await (await details()).getByRole('button', { name: 'Like', exact: true }).click()
      await expect.poll(() => swipesLeft(anna)).toBe(1)
      await (await details()).getByRole('button', { name: 'Superlike', exact: true }).click()
      await page.getByRole('button', { name: 'Send the superlike' }).click()
      await expect.poll(() => swipesLeft(anna)).toBe(0)
      await expect.poll(() => anna.client.discovery.getSuperlikes()).toMatchObject({ left: 4 })
    })
  },
)

describe.skipIf(chromiumPath === undefined)('the step of photos', () => {
  it('the step of photos has six places, adding as its one loud button, and is passed by a quiet one', async () => {
    const mara = await signIn(stack, 'Mara')
    await mara.client.profile.createProfile({ name: 'Mara', birth_date: '1996-04-12', gender: 'WOMAN' })
    const page = await open(mara, { path: '/' })
    await press(page, 'Continue')
    await page.getByText('Add photos').waitFor()
    expect(await page.locator('.tile').count()).toBe(6)
    expect(await page.locator('.button-main').allTextContents()).toEqual(['Add photos'])
    expect(await page.getByRole('button', { name: 'Skip for now' }).getAttribute('class')).toContain(
      'button-quiet',
    )
    expect(await seriousFaults(page)).toEqual([])
    const chooser = page.waitForEvent('filechooser')
    await page.getByText('Add photos').click()
    await (await chooser).setFiles([await drawnPhoto(browser(), 10), await drawnPhoto(browser(), 120)])
    await page.getByRole('button', { name: 'Photo 2' }).waitFor()
    expect(await page.locator('.tile').count()).toBe(6)
    await page.getByRole('button', { name: 'Continue' }).waitFor()
    expect(await page.getByRole('button', { name: 'Skip for now' }).count()).toBe(0)
  })
})

it.skipIf(chromiumPath === undefined)('the welcome has one call to action', async () => {
  const page = await open(await signIn(stack, 'Mara'), { path: '/' })
  await page.getByRole('button', { name: 'I’m 18 or older' }).waitFor()
  expect(await page.locator('.button:not(.button-quiet)').count()).toBe(1)
})

describe.skipIf(chromiumPath === undefined)('what cannot be taken back', () => {
  it('what cannot be taken back is asked about before a photo or a session goes', async () => {
    move()
    const anna = await woman('Anna', 1)
    const page = await open(anna, { path: '/profile/photos' })
    await page.getByRole('button', { name: /^Photo 1/ }).click()
    await press(page, 'Remove photo')
    const question = page.getByRole('dialog', { name: 'Remove this photo?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect((await anna.client.profile.getMyProfile()).photos).toHaveLength(1)
    await page.getByRole('button', { name: /^Photo 1/ }).click()
    await press(page, 'Remove photo')
    await question.getByRole('button', { name: 'Remove photo' }).click()
    await expect.poll(async () => (await anna.client.profile.getMyProfile()).photos.length).toBe(0)
  })
})

describe.skipIf(chromiumPath === undefined)('a state that is not in sight', { timeout: 90_000 }, () => {
  it('a state that is not in sight is told: a hidden profile on the deck, where one tap shows it again', async () => {
    move()
    const anna = await woman('Anna')
    await man('Ben')
    await seesPeople(anna, 1)
    await anna.client.profile.updateMyProfile({ paused: true })
    const page = await open(anna)
    await page.getByText('Your profile is hidden.').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await press(page, 'Show it again')
    await page.getByText('Your profile is hidden.').waitFor({ state: 'detached' })
    expect((await anna.client.profile.getMyProfile()).paused).toBe(false)
  })

  it('a state that is not in sight is told: an ended chat without a word invites nobody to write', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByText('Be the first to write').waitFor()
    await ben.client.discovery.unmatch({ match_id: id })
    await page.getByText('This conversation has ended').waitFor()
    expect(await page.getByText('Be the first to write').count()).toBe(0)
    expect(await page.getByText('like each other').count()).toBe(0)
  })

  it('a state that is not in sight is told: a deleted account is called so after a reload too', async () => {
    move()
    const anna = await woman('Anna')
    const page = await open(anna, { path: '/settings/delete' })
    await press(page, 'Delete my account…')
    await page.getByRole('button', { name: 'Delete my account', exact: true }).click()
    await page.getByRole('heading', { name: 'See you, maybe' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'See you, maybe' }).waitFor()
  })
})

describe.skipIf(chromiumPath === undefined)('a chat', { timeout: 90_000 }, () => {
  it('a chat shows where an address leads before it opens it', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const text = 'Look: https://аpple.com/bread, and example.org is none.'
    await ben.client.chat.sendMessage({ conversation_id: id, client_message_id: 'm1', text })
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByRole('link', { name: 'https://аpple.com/bread' }).click()
    const sheet = page.getByRole('dialog', { name: 'Open this link?' })
    expect(await sheet.locator('.link-address').textContent()).toBe('https://xn--pple-43d.com/bread')
    expect(await seriousFaults(page)).toEqual([])
    expect(page.context().pages()).toHaveLength(1)
    await page.context().route('**', (route) => route.abort())
    const opened = page.context().waitForEvent('page')
    await sheet.getByRole('button', { name: 'Open the link' }).click()
    await opened
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await page.locator('.bubble-text a').count()).toBe(1)
  })

  it('a chat copies a message under a finger that rests', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    await ben.client.chat.sendMessage({
      conversation_id: id,
      client_message_id: 'm1',
      text: 'Take this with you',
    })
    const page = await open(anna, { path: `/chats/${id}`, touch: true })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.locator('.bubble').waitFor()
    await rest(page, '.bubble')
    await page.getByRole('dialog', { name: 'Message' }).getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Take this with you')
  })
})

describe.skipIf(chromiumPath === undefined)('words from right to left', { timeout: 90_000 }, () => {
  it('words from right to left keep to themselves: age, town and time stand where they stand for everybody', async () => {
    move()
    const anna = await woman('Anna')
    const sara = await man('שרה')
    await seesPeople(anna, 1)
    const page = await open(anna)
    await topName(page).waitFor()
    const left = (selector: string) =>
      page.locator(selector).evaluate((element) => element.getBoundingClientRect().left)
    const card = '.swipe-card[data-depth="0"]'
    expect(await left(`${card} .card-age`)).toBeGreaterThan(await left(`${card} h2 bdi`))
    expect(await page.locator('p[aria-live]').first().textContent()).toMatch(/^\u2068שרה\u2069, \d+$/)

    const id = await match(anna, sara)
    const send = (number: number, text: string) =>
      sara.client.chat.sendMessage({ conversation_id: id, client_message_id: `m${number}`, text })
    await send(1, 'מה שלומך?')
    await send(2, 'Good evening')
    const chat = await open(anna, { path: `/chats/${id}` })
    await chat.getByText('Good evening').waitFor()
    const directions = await chat
      .locator('.bubble-text')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).direction))
    expect(directions).toEqual(['rtl', 'ltr'])
    await chat.getByRole('textbox', { name: 'Message' }).fill('שלום')
    expect(
      await chat
        .getByRole('textbox', { name: 'Message' })
        .evaluate((field) => getComputedStyle(field).direction),
    ).toBe('rtl')
  })
})
