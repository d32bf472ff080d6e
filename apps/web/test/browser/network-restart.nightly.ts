import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { endGateway, networkWorld, storedTexts, texts, write } from './network-world.js'
import type { Person } from './people.js'
import { chromiumPath } from './phone.js'

const world = networkWorld()
const patience = { timeout: 60_000 }

/** A gate through which the sockets of a page go to the gateway. */
async function gateOf(page: Page): Promise<{ close(): void; open(): void; waiting(): number }> {
  let gate = Promise.resolve()
  let open = (): void => {}
  let waiting = 0
  await page.routeWebSocket('**/v1/chat/connect', async (socket) => {
    waiting += 1
    await gate
    waiting -= 1
    socket.connectToServer()
  })
  return {
    close: () => void (gate = new Promise((resolve) => (open = resolve))),
    open: () => open(),
    waiting: () => waiting,
  }
}

/** Writes as soon as the gateway is there again. */
const writeAgain = (person: Person, id: string, text: string): Promise<void> =>
  expect
    .poll(
      () =>
        person.client.chat
          .sendMessage({ conversation_id: id, client_message_id: text, text })
          .then(() => 'sent', String),
      patience,
    )
    .toBe('sent')

function restartGateway(signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!endGateway(signal)) throw new Error('The gateway does not run as a process of its own.')
}

describe.skipIf(chromiumPath === undefined)('a restart of the gateway', { timeout: 120_000 }, () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'a restart of the gateway by %s: the socket resumes and brings what was missed, once',
    async (signal) => {
      const { anna, ben, id } = await world.couple()
      const page = await world.open(anna, { path: '/profile' })
      const gate = await gateOf(page)
      await page.reload()
      await page.getByRole('link', { name: /Chats/ }).click()
      await page.getByRole('link', { name: /Ben/ }).click()
      await page.getByText('You and Ben like each other').waitFor()
      // From here on only the socket can bring a message.
      await page.route('**/messages?*', (route) => route.abort())
      gate.close()
      restartGateway(signal)
      await expect.poll(gate.waiting, patience).toBe(1)
      await write(page, 'written')
      await writeAgain(ben, id, 'meanwhile')
      gate.open()
      await expect.poll(() => texts(page), patience).toEqual(['meanwhile', 'written'])
      await expect.poll(() => page.getByRole('img', { name: 'Sending' }).count(), patience).toBe(0)
      await writeAgain(ben, id, 'after')
      await expect.poll(() => texts(page), patience).toEqual(['meanwhile', 'written', 'after'])
      expect(await storedTexts(ben, id)).toEqual(['meanwhile', 'written', 'after'])
    },
  )

  it('a restart of the gateway shows a banner and no crash, whatever is opened meanwhile, and goes away by itself', async () => {
    const { anna, id } = await world.couple()
    const page = await world.open(anna, { path: '/likes' })
    await page.getByText('No new likes yet').waitFor()
    const banner = page.getByText('Connecting…', { exact: true })
    await expect
      .poll(() => {
        endGateway('SIGKILL')
        return banner.count()
      }, patience)
      .toBe(1)
    // Neither was opened before: their code and what they show have yet to come.
    await page.getByRole('link', { name: /Profile/ }).click()
    endGateway('SIGKILL')
    await page.getByRole('link', { name: /Chats/ }).click()
    await page.getByRole('link', { name: /Ben/ }).click(patience)
    await page.getByRole('textbox', { name: 'Message' }).waitFor(patience)
    await expect.poll(() => banner.count(), patience).toBe(0)
    await write(page, 'here I am')
    await expect.poll(() => storedTexts(anna, id), patience).toEqual(['here I am'])
    expect(await page.getByRole('heading', { name: 'Something went wrong' }).count()).toBe(0)
  })

  it('a restart of the gateway heals a screen that could not be loaded meanwhile', async () => {
    const anna = await world.resident()
    const page = await world.open(anna, { path: '/profile' })
    await page.getByText('Anna, ').waitFor()
    await page.route('**/v1/auth/sessions*', (route) => route.abort())
    await page.getByRole('link', { name: /Settings/ }).click()
    await page.getByRole('link', { name: /Where you’re signed in/ }).click()
    await page.getByRole('heading', { name: 'No connection' }).waitFor(patience)
    await page.unroute('**/v1/auth/sessions*')
    restartGateway('SIGKILL')
    await page.getByText('This device, now').waitFor(patience)
  })
})
