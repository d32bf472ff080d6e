import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { seriousFaults } from './axe.js'
import { browserOfFile, somewhere } from './browser-of-file.js'
import { match, type Person, seesPeople, settle } from './people.js'
import { chromiumPath, type PhoneOptions } from './phone.js'

const stack = inject('stack')
const { browser, open: openPage } = browserOfFile()

async function strangers(): Promise<{ anna: Person; ben: Person }> {
  const place = somewhere()
  const anna = await settle(
    stack,
    { name: 'Anna', gender: 'WOMAN' },
    { ...place, wants: 'MAN', photos: 1 },
    browser(),
  )
  const ben = await settle(
    stack,
    { name: 'Ben', gender: 'MAN' },
    { ...place, wants: 'WOMAN', photos: 1 },
    browser(),
  )
  await Promise.all([seesPeople(anna, 1), seesPeople(ben, 1)])
  return { anna, ben }
}

async function couple(): Promise<{ anna: Person; ben: Person; id: string }> {
  const { anna, ben } = await strangers()
  return { anna, ben, id: await match(anna, ben) }
}

const open = (person: Person, id?: string, options: Partial<PhoneOptions> = {}): Promise<Page> =>
  openPage(person, { path: id === undefined ? '/deck' : `/chats/${id}`, ...options })

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

describe.skipIf(chromiumPath === undefined)('a superlike with a way out of the app', () => {
  const words = 'Text me on WhatsApp, I am rarely here'

  it('the words of a superlike with a way out of the app are asked about before it is spent', async () => {
    const { anna, ben } = await strangers()
    const page = await open(ben, undefined)
    await page.getByRole('button', { name: 'Superlike', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(words)
    await page.getByRole('button', { name: 'Send the superlike' }).click()
    const question = page.getByRole('dialog', { name: 'Send it like this?' })
    await question.waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await question.getByRole('button', { name: 'Change the message' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe(words)
    expect((await anna.client.discovery.listLikes()).likes).toEqual([])
    await page.getByRole('button', { name: 'Send the superlike' }).click()
    await question.getByRole('button', { name: 'Send anyway' }).click()
    const got = async () => (await anna.client.discovery.listLikes()).likes[0]?.candidate
    await expect.poll(got).toMatchObject({ message: words, advice: ['LEAVE_APP'] })
  })

  it.each([
    ['en', 'light', 'Ben asks to leave the app', 'Advice from Kindred'],
    ['ru', 'dark', 'Ben предлагает уйти из приложения', 'Совет от Kindred'],
  ] as const)(
    'who gets such a superlike is advised on the card, in the likes and among the details, in %s and %s',
    async (locale, theme, told, label) => {
      const { anna, ben } = await strangers()
      const like = { target_user_id: anna.userId, kind: 'SUPERLIKE', message: words } as const
      await ben.client.discovery.like(like)
      const page = await open(anna, undefined, { locale, theme })
      await page.locator('.swipe-card').getByRole('note').getByText(told, { exact: false }).waitFor()
      expect(await seriousFaults(page)).toEqual([])
      const likes = await open(anna, undefined, { locale, theme, path: '/likes' })
      const tile = likes.locator('.like')
      await tile.getByText(label).waitFor({ state: 'attached' })
      await tile.click()
      await likes.getByRole('dialog').getByRole('note').getByText(told, { exact: false }).waitFor()
      expect(await seriousFaults(likes)).toEqual([])
    },
  )
})
