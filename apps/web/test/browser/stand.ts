import type { FrameLocator, Locator, Page } from 'playwright-core'

import type { Theme } from './phone.js'

/** A phone on the simulator's page, with Telegram around the Mini App. */
export interface Stand {
  /** The 390 x 844 pixels of the phone. */
  readonly screen: Locator
  /** What the Mini App draws. */
  readonly app: FrameLocator
  choosePerson(name: string): Promise<void>
  /** Carries the phone to a town of the simulator. */
  choosePlace(name: string): Promise<void>
  /** The first name of whose phone it is. */
  owner(): Promise<string>
  setTheme(theme: Theme): Promise<void>
  /** Says hello to the bot, waits for its answer, opens the Mini App beside the message field. */
  openApp(): Promise<void>
  /** Presses Telegram's own button below the app. */
  pressMain(label: string): Promise<void>
  /** Says yes to what Telegram asks the person. */
  allow(): Promise<void>
  /** Presses Telegram's own button above the app. */
  pressBack(): Promise<void>
  /** Drags the top card of the deck. */
  drag(dx: number, dy: number): Promise<void>
}

/** The left or the right phone of the simulator's page. */
export function standOf(page: Page, side: 'left' | 'right'): Stand {
  const stand = page.locator('.stand').nth(side === 'left' ? 0 : 1)
  const app = stand.frameLocator('iframe')
  const choice = stand.getByLabel('Person')
  return {
    screen: stand.locator('.screen'),
    app,
    async choosePerson(name) {
      await choice.waitFor()
      const label = (await choice.locator('option').allTextContents()).find((text) => text.startsWith(name))
      await choice.selectOption({ label: label ?? name })
    },
    choosePlace: async (name) => void (await stand.getByLabel('Place').selectOption(name)),
    owner: () =>
      choice.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text.split(',')[0] ?? ''),
    async setTheme(theme) {
      if ((await stand.locator('.phone').getAttribute('data-theme')) === theme) return
      await stand.getByRole('button', { name: theme === 'dark' ? 'Dark theme' : 'Light theme' }).click()
    },
    async openApp() {
      await stand.getByRole('button', { name: 'Start', exact: true }).click()
      await stand.locator('.message:not(.own)').first().waitFor()
      await stand.getByTitle('Open the Mini App', { exact: true }).click()
    },
    pressMain: (label) =>
      stand.locator('.app-bottom').getByRole('button', { name: label, exact: true }).click(),
    allow: () => stand.getByRole('button', { name: 'Allow', exact: true }).click(),
    pressBack: () => stand.locator('.app-header').getByRole('button', { name: 'Back', exact: true }).click(),
    async drag(dx, dy) {
      const box = (await app.locator('.stack').boundingBox())!
      // A driven mouse is lost to the frame as soon as it leaves it.
      const [x, y] = [box.x + box.width * (dx > 0 ? 0.3 : 0.7), box.y + box.height / 2]
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + dx, y + dy, { steps: 8 })
      await page.mouse.up()
    },
  }
}
