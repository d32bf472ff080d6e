import type { Locator, Page } from 'playwright-core'

/** Somebody at work in the console. */
interface Hands {
  press(control: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
  /** Chooses in a list by what the choice says. */
  choose(list: Locator, label: string): Promise<void>
}

/** More than any page has to step over. */
const maxSteps = 150

/** Steps through the page as somebody without a mouse does. */
async function tabTo(control: Locator): Promise<void> {
  const page = control.page()
  await control.waitFor()
  for (let steps = 0; steps < maxSteps; steps++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach ${control.toString()}.`)
}

/** With the mouse; and with the keyboard alone, where each control has to be within reach. */
export const handsOf: Readonly<Record<'mouse' | 'keyboard', (page: Page) => Hands>> = {
  mouse: () => ({
    press: (control) => control.click(),
    async write(field, text) {
      await field.click()
      await field.pressSequentially(text)
    },
    choose: async (list, label) => void (await list.selectOption({ label })),
  }),
  keyboard: (page) => ({
    async press(control) {
      await tabTo(control)
      await page.keyboard.press('Enter')
    },
    async write(field, text) {
      await tabTo(field)
      await page.keyboard.type(text)
    },
    async choose(list, label) {
      await tabTo(list)
      const chosen = () => list.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)
      for (let steps = 0; (await chosen()) !== label; steps++) {
        if (steps === maxSteps) throw new Error(`There is no "${label}" to choose.`)
        await page.keyboard.press('ArrowDown')
      }
    },
  }),
}
export const ways = Object.keys(handsOf) as readonly (keyof typeof handsOf)[]
