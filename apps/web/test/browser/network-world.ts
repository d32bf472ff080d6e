import type { CDPSession, Page } from 'playwright-core'
import { inject } from 'vitest'

import { browserOfFile, type FileBrowser, somewhere } from './browser-of-file.js'
import { match, type Person, settle } from './people.js'
import { launchUrl } from './phone.js'
import { pidOf } from './stack.js'

/** A browser for the tests of one file, the phones in it and the people who hold them. */
export interface NetworkWorld extends FileBrowser {
  /** Two people who matched, in a town of their own, and their conversation. */
  couple(): Promise<{ anna: Person; ben: Person; id: string }>
  /** Somebody in a town of their own. */
  resident(name?: string, photos?: number): Promise<Person>
  /** The phone ends the app; with a network again it is opened anew in the same browser. */
  reopen(page: Page, person: Person, path: string): Promise<Page>
}

/** Sets a file up; whatever a page reports as a fault fails its test. */
export function networkWorld(): NetworkWorld {
  const stack = inject('stack')
  const { browser, open } = browserOfFile()
  const life = (wants: 'MAN' | 'WOMAN', place: Place, photos = 0) => ({ ...place, wants, photos })
  const world: NetworkWorld = {
    browser,
    open,
    async couple() {
      const place = somewhere()
      const anna = await settle(stack, { name: 'Anna', gender: 'WOMAN' }, life('MAN', place))
      const ben = await settle(stack, { name: 'Ben', gender: 'MAN' }, life('WOMAN', place))
      return { anna, ben, id: await match(anna, ben) }
    },
    resident: (name = 'Anna', photos = 0) =>
      settle(stack, { name, gender: 'WOMAN' }, life('MAN', somewhere(), photos), browser()),
    async reopen(page, person, path) {
      const context = page.context()
      // Without a chance for the page to send something at the last moment.
      await page.goto('chrome://crash').catch(() => {})
      await page.close()
      await context.setOffline(false)
      const next = await context.newPage()
      next.setDefaultTimeout(60_000)
      await next.goto(launchUrl({ url: stack.url, path }, person.initData))
      return next
    },
  }
  return world
}

interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** Opens a screen without loading the page anew. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => history.pushState(null, '', `/app${to}${location.hash}`), path)

/** What the messages on the screen say, oldest first. */
export const texts = (page: Page): Promise<string[]> => page.locator('.bubble-text').allTextContents()

/** Types a message and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text)
  await page.getByRole('button', { name: 'Send' }).click()
}

/** What the server has of a conversation, oldest first. */
export const storedTexts = async ({ client }: Person, id: string): Promise<string[]> =>
  (await client.chat.listMessages({ conversation_id: id })).messages.map(({ text }) => text)

/** Has Chromium play a network: latency in milliseconds, bytes a second both ways. */
export async function throttle(page: Page, latency: number, throughput: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const speed = { downloadThroughput: throughput, uploadThroughput: throughput }
  await session.send('Network.emulateNetworkConditions', { offline: false, latency, ...speed })
  return session
}

/** Ends the gateway's process as a deployment does, or as a crash does; it is started again at once. */
export function endGateway(signal: 'SIGTERM' | 'SIGKILL'): boolean {
  const gateway = pidOf(inject('stack').dataDir, 'gateway')
  if (gateway !== undefined) process.kill(gateway, signal)
  return gateway !== undefined
}
