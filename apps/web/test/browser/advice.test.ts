import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { match, type Person, settle } from './people.js'
import { chromiumPath, launchBrowser, openPhone, type Phone, type PhoneOptions } from './phone.js'

const stack = inject('stack')
const phones: Phone[] = []
let browser: Browser

beforeAll(async () => {
  if (chromiumPath !== undefined) browser = await launchBrowser()
})
afterAll(() => browser?.close())
afterEach(async () => {
  const faults = phones.flatMap((phone) => phone.faults)
  for (const { context } of phones.splice(0)) await context.close()
  expect(faults).toEqual([])
})

const life = () => ({ latitude: -60 + Math.random() * 120, longitude: -170 + Math.random() * 340 })

async function couple(): Promise<{ anna: Person; ben: Person; id: string }> {
  const place = life()
  const anna = await settle(
    stack,
    { name: 'Anna', gender: 'WOMAN' },
    { ...place, wants: 'MAN', photos: 1 },
    browser,
  )
  const ben = await settle(
    stack,
    { name: 'Ben', gender: 'MAN' },
    { ...place, wants: 'WOMAN', photos: 1 },
    browser,
  )
  return { anna, ben, id: await match(anna, ben) }
}

async function open(person: Person, id: string, options: Partial<PhoneOptions> = {}): Promise<Page> {
  const phone = await openPhone(browser, person, { url: stack.url, path: `/chats/${id}`, ...options })
  phones.push(phone)
  return phone.page
}

const write = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}
const texts = async ({ client }: Person, id: string): Promise<string[]> =>
  (await client.chat.listMessages({ conversation_id: id })).messages.map(({ text }) => text)

describe.skipIf(chromiumPath === undefined)('a first message with a way out of the app', () => {
  it('a first message with a way out of the app is asked about before it is sent, and can be changed or sent anyway', async () => {
    const { anna, ben, id } = await couple()
    const page = await open(ben, id)
    await page.getByText('Be the first to write', { exact: false }).waitFor()
    await write(page, 'Let’s move to WhatsApp')
    const question = page.getByRole('dialog', { name: 'Send it like this?' })
    await question.getByText('leave the app', { exact: false }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await question.getByRole('button', { name: 'Change the message' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Let’s move to WhatsApp')
    expect(await texts(ben, id)).toEqual([])

    await write(page, 'My photos: https://photos.example/ben')
    await question.getByText('Links in first messages', { exact: false }).waitFor()
    await question.getByRole('button', { name: 'Send anyway' }).click()
    await expect.poll(() => texts(anna, id)).toEqual(['My photos: https://photos.example/ben'])
    expect(await page.getByRole('note').count()).toBe(0)

    await write(page, 'I was born in 1990, ping me at 7')
    await expect.poll(() => texts(anna, id)).toHaveLength(2)
    await write(page, 'How are you?')
    await expect.poll(() => texts(anna, id)).toHaveLength(3)
    await write(page, 'or text me on telegram')
    await expect.poll(() => texts(anna, id)).toHaveLength(4)
  })

  it.each([
    ['en', 'light', 'Ben asks to leave the app'],
    ['ru', 'dark', 'Ben предлагает уйти из приложения'],
  ] as const)(
    'a first message with a way out of the app comes with advice above it, in %s and %s',
    async (locale, theme, words) => {
      const { anna, ben, id } = await couple()
      const say = (text: string) =>
        ben.client.chat.sendMessage({ conversation_id: id, client_message_id: text.slice(0, 60), text })
      await say('Hi! Which concert was that?')
      await say('Can we talk on Telegram instead?')
      const page = await open(anna, id, { locale, theme })
      const note = page.getByRole('note')
      await note.getByText(words, { exact: false }).waitFor()
      expect(await note.count()).toBe(1)
      const [above, bubble] = await Promise.all([
        note.boundingBox(),
        page.locator('.bubble').nth(1).boundingBox(),
      ])
      expect(above!.y + above!.height).toBeLessThanOrEqual(bubble!.y)
      expect(await seriousFaults(page)).toEqual([])
      await note.getByRole('button').click()
      await page.getByRole('dialog').getByRole('heading').waitFor()
      expect(await seriousFaults(page)).toEqual([])
      await page.keyboard.press('Escape')
      await say('send me $50 for the taxi')
      await expect.poll(() => note.count()).toBe(2)
      expect(await seriousFaults(page)).toEqual([])
    },
  )
})
