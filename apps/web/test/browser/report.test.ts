import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import type { ReportReason } from '@kindred/client'

import { seriousFaults } from './axe.js'
import { match, type Person, seesPeople } from './people.js'
import { chromiumPath } from './phone.js'
import { phonesOfFile, topName } from './phones.js'

const { open, town } = phonesOfFile()

const reasonsOf = (person: Person): Promise<ReportReason[]> =>
  person.client.safety.listMyReports({}).then(({ reports }) => reports.map(({ reason }) => reason))

/** Chooses a reason, writes and sends; the sheet of thanks stays open. */
async function report(page: Page, reason: string, words = ''): Promise<Locator> {
  const dialog = page.getByRole('dialog').last()
  await dialog.getByRole('button', { name: reason }).click()
  const form = page.getByRole('dialog', { name: reason })
  if (words !== '') await form.getByRole('textbox').fill(words)
  expect(await seriousFaults(page)).toEqual([])
  await form.getByRole('button', { name: 'Send report' }).click()
  const thanks = page.getByRole('dialog', { name: 'Thank you for telling us' })
  await thanks.waitFor()
  return thanks
}

/** A word that the other person sent, on the screen of the first. */
async function chatWithWord(anna: Person, ben: Person): Promise<string> {
  const id = await match(anna, ben)
  const word = { conversation_id: id, client_message_id: 'm1', text: 'Send me money' }
  await ben.client.chat.sendMessage(word)
  return id
}

describe.skipIf(chromiumPath === undefined)('a report', { timeout: 90_000 }, () => {
  it('a report of a person on a card is sent, listed in the settings, and a block follows on request', async () => {
    const { woman, man } = town()
    const anna = await woman('Anna')
    await man('Ben')
    await seesPeople(anna, 1)
    const page = await open(anna)
    await topName(page).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page
      .getByRole('dialog', { name: 'Ben', exact: true })
      .getByRole('button', { name: 'Report' })
      .click()
    await page.getByText('Ben won’t be told').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    const thanks = await report(page, 'Spam or a scam', 'Wants a transfer')
    expect(await reasonsOf(anna)).toEqual(['SPAM_OR_SCAM'])
    await thanks.getByRole('button', { name: 'Block Ben too' }).click()
    await page
      .getByRole('dialog', { name: 'Block Ben?' })
      .getByRole('button', { name: 'Block', exact: true })
      .click()
    await page.getByText('Ben is blocked.').waitFor()
    await page.getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('link', { name: /^Settings/ }).click()
    await page.getByRole('link', { name: /^My reports/ }).click()
    await page.getByText('We’re looking into it').waitFor()
    expect(await page.getByRole('main').getByText('Ben').count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('a report for another reason asks for words, and keeps them when the network is away', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    const page = await open(anna, { path: `/people/${ben.userId}` })
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Report' }).click()
    await page.getByRole('button', { name: 'Something else' }).click()
    const form = page.getByRole('dialog', { name: 'Something else' })
    await form.getByRole('button', { name: 'Send report' }).click()
    await form.getByText('Please say in a few words what happened.').waitFor()
    await form.getByRole('textbox').fill('He is somebody whom I know.')
    await page.route('**/v1/safety/reports', (route) => route.abort('connectionfailed'))
    await form.getByRole('button', { name: 'Send report' }).click()
    await form.getByRole('alert').getByText('No connection').waitFor()
    expect(await form.getByRole('textbox').inputValue()).toBe('He is somebody whom I know.')
    await page.unroute('**/v1/safety/reports')
    await form.getByRole('button', { name: 'Send report' }).click()
    await page.getByRole('dialog', { name: 'Thank you for telling us' }).waitFor()
    expect(await reasonsOf(anna)).toEqual(['OTHER'])
  })

  it('a report that is one too many says when the next one can be sent', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    await seesPeople(anna, 1)
    const about = {
      target_user_id: ben.userId,
      reason: 'SPAM_OR_SCAM',
      context: { kind: 'PROFILE' },
    } as const
    for (let number = 0; number < 20; number++) await anna.client.safety.reportPerson(about)
    const page = await open(anna, { path: `/people/${ben.userId}` })
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Report' }).click()
    await page.getByRole('button', { name: 'Harassment' }).click()
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText(/You can send the next one (today|tomorrow) at/).waitFor()
  })

  it('a message of the other person can be reported from its menu', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await chatWithWord(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByText('Send me money').click({ button: 'right' })
    await page.getByRole('dialog', { name: 'Message' }).getByRole('button', { name: 'Report' }).click()
    await page.getByRole('dialog', { name: 'Report this message' }).waitFor()
    const sent = page.waitForRequest('**/v1/safety/reports')
    await report(page, 'Harassment')
    const { context } = (await sent).postDataJSON() as { context: { kind: string; message_ids: string[] } }
    const { messages } = await anna.client.chat.listMessages({ conversation_id: id })
    expect(context).toMatchObject({ kind: 'MESSAGE', message_ids: [messages[0]?.id] })
    expect(await reasonsOf(anna)).toEqual(['HARASSMENT'])
  })

  it('a conversation that the other person ended can be reported where it was', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await chatWithWord(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByText('Send me money').waitFor()
    await ben.client.discovery.unmatch({ match_id: id })
    await page.getByText('This conversation has ended').waitFor()
    await page.getByRole('button', { name: 'Report' }).click()
    await report(page, 'Spam or a scam')
    expect(await reasonsOf(anna)).toEqual(['SPAM_OR_SCAM'])
    const later = await open(anna, { path: `/chats/${id}` })
    await later.getByRole('heading', { name: 'This chat is gone' }).waitFor()
    await later.getByRole('button', { name: 'Report' }).click()
    await report(later, 'Harassment')
    expect(await reasonsOf(anna)).toEqual(['HARASSMENT', 'SPAM_OR_SCAM'])
  })

  it('who ends a match is offered a report, and the question stays open behind it', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben')]
    const id = await chatWithWord(anna, ben)
    const page = await open(anna, { path: `/chats/${id}` })
    await page.getByRole('button', { name: 'More: Ben' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Unmatch' }).click()
    await page.getByRole('button', { name: 'Report as well' }).click()
    const thanks = await report(page, 'Hate')
    await thanks.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Your report is with us.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Unmatch' }).click()
    await page.getByText('No matches yet').waitFor()
    expect(await reasonsOf(anna)).toEqual(['HATE'])
  })

  it('a photo and a blocked person can be reported', async () => {
    const { woman, man } = town()
    const [anna, ben] = [await woman('Anna'), await man('Ben', { photos: 2 })]
    await seesPeople(anna, 1)
    const page = await open(anna, { path: `/people/${ben.userId}` })
    await page.getByRole('button', { name: 'Report photo 1' }).click()
    await report(page, 'Sexual content')
    await anna.client.discovery.block({ target_user_id: ben.userId })
    const blocked = await open(anna, { path: '/settings/blocked' })
    await blocked.getByRole('button', { name: 'Report Ben' }).click()
    await report(blocked, 'A fake profile')
    expect(await reasonsOf(anna)).toEqual(['FAKE_PROFILE', 'SEXUAL_CONTENT'])
  })
})
