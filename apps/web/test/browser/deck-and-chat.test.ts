import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { browserOfFile, somewhere } from './browser-of-file.js'
import { match, type Person, seesPeople, settle } from './people.js'
import { chromiumPath, type PhoneOptions } from './phone.js'
import { pidOf } from './stack.js'

const stack = inject('stack')
const { browser, open: openStill } = browserOfFile()
let place = somewhere()

/** A town of its own for each test, so that nobody sees the people of another. */
const move = (): void => {
  place = somewhere()
}
const woman = (name: string, photos = 0): Promise<Person> =>
  settle(
    stack,
    { name, gender: 'WOMAN', interests: ['reading'] },
    { ...place, wants: 'MAN', photos },
    browser(),
  )
const man = (name: string, photos = 0): Promise<Person> =>
  settle(
    stack,
    { name, gender: 'MAN', interests: ['reading'] },
    { ...place, wants: 'WOMAN', photos },
    browser(),
  )

const open = (person: Person, options: Partial<PhoneOptions> = {}): Promise<Page> =>
  openStill(person, { reducedMotion: 'no-preference', ...options })

const topName = (page: Page) => page.locator('.swipe-card[data-depth="0"]:not([inert]) h2')
const bubbles = (page: Page) => page.locator('.bubble-text')
const write = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}
const stored = async ({ client }: Person, id: string): Promise<string[]> =>
  (await client.chat.listMessages({ conversation_id: id })).messages.map(({ text }) => text)
const swiped = (person: Person): Promise<number> =>
  person.client.discovery.listCandidates({ page_size: 50 }).then(({ candidates }) => candidates.length)

async function drag(page: Page, dx: number, dy: number): Promise<void> {
  const box = (await page.locator('.stack').boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 5 })
  await page.mouse.move(x + dx, y + dy, { steps: 5 })
  await page.mouse.up()
}

/** It is started again at once; a stay away that people notice takes a few of these. */
function killGateway(): void {
  const gateway = pidOf(stack.dataDir, 'gateway')
  if (gateway !== undefined) process.kill(gateway, 'SIGKILL')
}

describe.skipIf(chromiumPath === undefined)('the deck', { timeout: 60_000 }, () => {
  it('the deck is swiped by mouse and buttons, taken back, and asks before it spends a superlike', async () => {
    move()
    const anna = await woman('Anna')
    for (const name of ['Ben', 'Carl', 'Dan', 'Emil']) await man(name)
    await seesPeople(anna, 4)
    const page = await open(anna)
    const first = (await topName(page).textContent())!

    await drag(page, 40, 5)
    await page.waitForFunction(() => document.getAnimations().length === 0)
    expect(await topName(page).textContent()).toBe(first)
    await drag(page, -200, 10)
    await expect.poll(() => topName(page).textContent()).not.toBe(first)
    await expect.poll(() => swiped(anna)).toBe(3)

    await page.getByRole('button', { name: 'Bring the last one back' }).click()
    await expect.poll(() => topName(page).textContent()).toBe(first)
    await expect.poll(() => swiped(anna)).toBe(4)

    await page.getByRole('button', { name: 'Like', exact: true }).click()
    await expect.poll(() => swiped(anna)).toBe(3)
    await drag(page, 0, -240)
    await page.getByRole('textbox', { name: 'A few words' }).fill('Hi! Which book are you reading?')
    await page.getByRole('button', { name: 'Send the superlike' }).click()
    await expect.poll(() => swiped(anna)).toBe(2)
    await expect.poll(() => anna.client.discovery.getSuperlikes()).toMatchObject({ left: 4 })
  })

  it('the deck works by keyboard alone, to the end and beyond', async () => {
    move()
    const anna = await woman('Anna')
    for (const name of ['Ben', 'Carl', 'Dan']) await man(name, 2)
    await seesPeople(anna, 3)
    const page = await open(anna, { reducedMotion: 'reduce' })
    await topName(page).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    await page.keyboard.press('Space')
    await page.locator('.photo-bars [data-current="true"]:nth-child(2)').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page
      .getByRole('dialog')
      .getByText('Interests', { exact: false })
      .or(page.getByText('You share'))
      .first()
      .waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('ArrowUp')
    await page.getByRole('textbox', { name: 'A few words' }).waitFor()
    await page.keyboard.type('Hello')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await expect.poll(() => swiped(anna)).toBe(2)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await page.getByText('No one new within your filters').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await expect.poll(() => swiped(anna)).toBe(0)
    await page.keyboard.press('Backspace')
    await topName(page).waitFor()
    await expect.poll(() => swiped(anna)).toBe(1)
  })

  it('the deck gives a card back that was swiped without a network, and says when nothing can be loaded', async () => {
    move()
    const anna = await woman('Anna')
    await man('Ben')
    await seesPeople(anna, 1)
    const page = await open(anna)
    await topName(page).waitFor()
    await page.context().setOffline(true)
    await page.keyboard.press('ArrowRight')
    await page.getByText('nothing is lost').waitFor()
    expect(await topName(page).textContent()).toContain('Ben')
    await page.context().setOffline(false)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => swiped(anna)).toBe(0)
  })
})

describe.skipIf(chromiumPath === undefined)('two phones', { timeout: 90_000 }, () => {
  it('two phones match by swiping, and chat live with receipts and typing', async () => {
    move()
    const [anna, ben] = [await woman('Anna', 1), await man('Ben', 1)]
    await Promise.all([seesPeople(anna, 1), seesPeople(ben, 1)])
    const annas = await open(anna)
    const bens = await open(ben, { theme: 'dark' })
    await topName(annas).waitFor()
    await topName(bens).waitFor()
    await annas.keyboard.press('ArrowRight')
    await expect.poll(() => swiped(anna)).toBe(0)
    await drag(bens, 200, 0)
    for (const page of [annas, bens]) await page.getByRole('dialog', { name: 'It’s a match!' }).waitFor()
    expect(await seriousFaults(bens)).toEqual([])
    await annas.getByRole('button', { name: 'Say hello' }).click()
    await bens.getByRole('button', { name: 'Later' }).click()
    await bens.getByRole('link', { name: /Chats/ }).click()
    await bens.getByText('New matches').waitFor()

    await annas.getByRole('textbox', { name: 'Message' }).pressSequentially('Hi Ben')
    await annas.keyboard.press('Enter')
    await bens.getByRole('link', { name: /Hi Ben/ }).waitFor()
    await bens.getByRole('img', { name: 'One unread message' }).waitFor()
    await annas.getByRole('img', { name: 'Sent' }).waitFor()
    await bens.getByRole('link', { name: /Hi Ben/ }).click()
    await annas.getByRole('img', { name: 'Read' }).waitFor()
    await bens.getByRole('textbox', { name: 'Message' }).pressSequentially('Hello An')
    await annas.getByText('typing…', { exact: true }).waitFor()
    await bens.keyboard.type('na!')
    await bens.keyboard.press('Enter')
    await expect.poll(() => bubbles(annas).allTextContents()).toEqual(['Hi Ben', 'Hello Anna!'])
    await expect.poll(() => annas.getByText('typing…', { exact: true }).count()).toBe(0)
    expect(await seriousFaults(annas)).toEqual([])
    expect(await seriousFaults(bens)).toEqual([])
  })

  it('two phones send what was written offline once after the network is back', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    const other = await open(ben, { path: `/chats/${id}` })
    await write(page, 'before')
    await page
      .getByRole('img', { name: 'Sent' })
      .or(page.getByRole('img', { name: 'Read' }))
      .waitFor()
    await page.context().setOffline(true)
    await write(page, 'one')
    await write(page, 'two')
    await page.getByRole('img', { name: 'Sending' }).nth(1).waitFor()
    await write(other, 'meanwhile')
    await expect.poll(() => stored(ben, id)).toEqual(['before', 'meanwhile'])
    await page.context().setOffline(false)
    await expect.poll(() => page.getByRole('img', { name: 'Sending' }).count(), { timeout: 60_000 }).toBe(0)
    const all = ['before', 'meanwhile', 'one', 'two']
    await expect.poll(() => bubbles(page).allTextContents()).toEqual(all)
    await expect.poll(() => bubbles(other).allTextContents()).toEqual(all)
    expect(await stored(anna, id)).toEqual(all)
  })

  it('two phones page back to the first message and keep their place', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    for (let number = 1; number <= 120; number++)
      await ben.client.chat.sendMessage({
        conversation_id: id,
        client_message_id: `m${number}`,
        text: `number ${number}`,
      })
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByText('number 120', { exact: true }).waitFor()
    await expect
      .poll(() =>
        ben.client.chat.listConversations().then((page) => page.conversations[0]?.participant_read_up_to_seq),
      )
      .toBe(120)
    await page.getByRole('log').focus()
    const first = page.getByText('number 1', { exact: true })
    await expect
      .poll(async () => {
        await page.keyboard.press('Home')
        return first.count()
      })
      .toBe(1)
    await expect.poll(() => bubbles(page).count()).toBe(120)
    await page.getByRole('button', { name: 'Jump to the newest message' }).click()
    await expect.poll(() => page.getByText('number 120', { exact: true }).isVisible()).toBe(true)
  })

  it('two phones part: the conversation is over for both at once', async () => {
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    const other = await open(ben, { path: `/chats/${id}` })
    await other.getByRole('textbox', { name: 'Message' }).waitFor()
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Unmatch' }).click()
    await page.getByRole('dialog', { name: 'Unmatch Ben?' }).getByRole('button', { name: 'Unmatch' }).click()
    await page.getByText('No matches yet').waitFor()
    await other.getByText('This conversation has ended').waitFor()
  })

  it('two phones survive a restart of the gateway: a banner, and no message lost or doubled', async (test) => {
    if (pidOf(stack.dataDir, 'gateway') === undefined) return test.skip()
    move()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await match(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    const other = await open(ben, { path: `/chats/${id}` })
    await write(page, 'before')
    await expect.poll(() => bubbles(other).allTextContents()).toEqual(['before'])
    killGateway()
    await write(page, 'during')
    const banner = page.getByText('Connecting…')
    await expect
      .poll(
        () => {
          killGateway()
          return banner.count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await expect
      .poll(() => bubbles(other).allTextContents(), { timeout: 60_000 })
      .toEqual(['before', 'during'])
    await expect.poll(() => banner.count(), { timeout: 60_000 }).toBe(0)
    await write(other, 'after')
    await expect.poll(() => bubbles(page).allTextContents()).toEqual(['before', 'during', 'after'])
  })
})
