import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'

import { createClient } from '@kindred/client'
import { telegramInitData } from '@kindred/testkit/init-data'

import { seriousFaults } from './axe.js'
import { match, type Person, seesPeople } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile } from './phones.js'
import { callsOf, drivenClient } from './telegram-client.js'

const { open, town } = phonesOfFile()

/** The person with a username in Telegram, of which the next sign-in tells. */
async function named(person: Person, username: string): Promise<Person> {
  const { url, botToken } = inject('stack')
  const initData = telegramInitData({ id: person.telegramId, firstName: person.name, username, botToken })
  await createClient({ baseUrl: url }).signIn({ init_data: initData })
  return { ...person, initData }
}

interface Couple {
  readonly anna: Person
  readonly ben: Person
  readonly chat: string
}

/** Two who matched; Anna has a username, Ben has one when it is given. */
async function couple(bensName?: string): Promise<Couple> {
  const { woman, man } = town()
  const [anna, ben] = [await woman('Anna'), await man('Ben')]
  await seesPeople(anna, 1)
  const chat = await match(anna, ben)
  return {
    anna: await named(anna, 'anna_of_riga'),
    ben: bensName === undefined ? ben : await named(ben, bensName),
    chat,
  }
}

const menuOf = async (page: Page, name: string) => {
  await page.getByRole('button', { name: `More: ${name}` }).click()
  return page.getByRole('dialog', { name })
}

/** Opens the sheet of the contact, whose row in the menu says how it stands. */
async function openContact(page: Page, name: string, note: string) {
  const menu = await menuOf(page, name)
  await menu.getByText(note).waitFor()
  await menu.getByRole('button', { name: /^(Share|Show the) contact/ }).click()
  return page.getByRole('dialog', { name: 'Telegram contacts' })
}

const noteBefore = 'Each of you gets the other’s Telegram, once both agree'

describe.skipIf(chromiumPath === undefined)('a match', { timeout: 120_000 }, () => {
  it('a match offers the contact, the other agrees while it is looked at, and each opens the other in Telegram', async () => {
    const { anna, ben, chat } = await couple('ben_of_riga')
    const hers = await open(anna, { path: `/chats/${chat}`, size: { width: 360, height: 640 } })
    const sheet = await openContact(hers, 'Ben', noteBefore)
    await sheet.getByText('They’ll get this link: https://t.me/anna_of_riga').waitFor()
    expect(await seriousFaults(hers)).toEqual([])
    await sheet.getByRole('button', { name: 'Offer to share' }).click()
    await sheet.getByRole('button', { name: 'Take the offer back' }).waitFor()
    expect(await sheet.textContent()).not.toContain('ben_of_riga')

    const client = (page: Page) => drivenClient(page, 'allowed')
    const his = await open(ben, { path: `/chats/${chat}`, prepare: client, theme: 'dark' })
    const answer = await openContact(his, 'Anna', 'Anna would like to share')
    expect(await answer.textContent()).not.toContain('anna_of_riga')
    await answer.getByRole('button', { name: 'Share mine too' }).click()
    await answer.getByText('Anna in Telegram: https://t.me/anna_of_riga').waitFor()
    expect(await seriousFaults(his)).toEqual([])
    await sheet.getByText('Ben in Telegram: https://t.me/ben_of_riga').waitFor()
    await answer.getByRole('button', { name: 'Open Anna in Telegram' }).click()
    await expect.poll(() => callsOf(his, 'web_app_open_tg_link')).toEqual([{ path_full: '/anna_of_riga' }])
  })

  it('a match takes an offer back, of which the other sees nothing any more', async () => {
    const { anna, ben, chat } = await couple()
    await anna.client.chat.shareContact({ conversation_id: chat, offered: true })
    const page = await open(anna, { path: `/chats/${chat}` })
    const sheet = await openContact(page, 'Ben', 'You’ve offered. Waiting for Ben')
    await sheet.getByRole('button', { name: 'Take the offer back' }).click()
    await sheet.getByRole('button', { name: 'Offer to share' }).waitFor()
    const contact = await ben.client.chat.getContact({ conversation_id: chat })
    expect(contact.participant_offers).toBe(false)
  })

  it('a match without a username is told how to get one, and the other that there is no link yet', async () => {
    const { anna, ben, chat } = await couple()
    const his = await open(ben, { path: `/chats/${chat}` })
    const sheet = await openContact(his, 'Anna', noteBefore)
    await sheet.getByText('You have no username in Telegram', { exact: false }).waitFor()
    await sheet.getByRole('button', { name: 'Offer to share' }).click()
    await sheet.getByRole('button', { name: 'Take the offer back' }).waitFor()
    await anna.client.chat.shareContact({ conversation_id: chat, offered: true })
    await sheet.getByText('Anna in Telegram: https://t.me/anna_of_riga').waitFor()
    const hers = await open(anna, { path: `/chats/${chat}` })
    const answer = await openContact(hers, 'Ben', 'You share your contacts')
    await answer.getByText('Ben has no username in Telegram at the moment', { exact: false }).waitFor()
  })

  it('a match says goodbye kindly after a question, and the other reads it wherever they are in the app', async () => {
    const { anna, ben, chat } = await couple()
    const his = await open(ben, { path: '/settings' })
    await his.getByRole('heading', { level: 1 }).waitFor()
    const hers = await open(anna, { path: `/chats/${chat}` })
    const menu = await menuOf(hers, 'Ben')
    await menu.getByRole('button', { name: /^Not for me/ }).click()
    const question = hers.getByRole('dialog', { name: 'Say goodbye to Ben?' })
    expect(await seriousFaults(hers)).toEqual([])
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    await (await menuOf(hers, 'Ben')).getByRole('button', { name: /^Not for me/ }).click()
    await question.getByRole('button', { name: 'Say goodbye' }).click()
    await hers.waitForURL(({ pathname }) => pathname.endsWith('/chats'))
    const farewell = his.getByRole('dialog', { name: 'A kind goodbye' })
    await farewell.getByText('feels you two aren’t a match', { exact: false }).waitFor()
    expect(await seriousFaults(his)).toEqual([])
    await farewell.getByRole('button', { name: 'All right' }).click()
    await farewell.waitFor({ state: 'detached' })
    expect((await ben.client.chat.listConversations()).conversations).toEqual([])
  })
})
