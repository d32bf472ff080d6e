import type { Page } from 'playwright-core'

interface ClientWindow {
  calls: [name: string, data: string][]
  TelegramWebviewProxy: object
  Telegram: { WebView: { receiveEvent(name: string, data?: unknown): void } }
}

/** Has a Telegram client listen to the page from its beginning, which answers the question whether the bot may write. */
export const drivenClient = (page: Page, writing: 'allowed' | 'cancelled'): Promise<unknown> =>
  page.addInitScript((status) => {
    const client = window as unknown as ClientWindow
    client.calls = []
    client.TelegramWebviewProxy = {
      postEvent(name: string, data: string) {
        client.calls.push([name, data])
        if (name === 'web_app_request_write_access')
          client.Telegram.WebView.receiveEvent('write_access_requested', { status })
      },
    }
  }, writing)

/** What the page asked the client for by one method, oldest first. */
export const callsOf = (page: Page, method: string): Promise<unknown[]> =>
  page.evaluate(
    (wanted) =>
      (window as unknown as ClientWindow).calls
        .filter(([name]) => name === wanted)
        .map(([, data]): unknown => JSON.parse(data)),
    method,
  )

/** Presses the client's own main button. */
export const pressMainButton = (page: Page): Promise<void> =>
  page.evaluate(() =>
    (window as unknown as ClientWindow).Telegram.WebView.receiveEvent('main_button_pressed'),
  )
