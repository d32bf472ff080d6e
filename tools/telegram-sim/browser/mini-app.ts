import type { SimState } from '../src/pages/views.js'
import { api } from './api.js'
import { emitToApp, listenToApp } from './bridge/bridge.js'
import type { AppFrame } from './bridge/frame.js'
import { tellTheme, tellViewport } from './bridge/surroundings.js'
import type { PhoneSettings } from './settings.js'
import { createShell, type Shell } from './shell.js'

/** What an app needs of its phone. */
export interface MiniAppOptions {
  readonly state: SimState
  readonly screen: HTMLElement
  readonly url: string
  settings(): PhoneSettings
  openTelegramPath(path: string): void
  openLink(url: string): void
  closed(): void
}

/** A Mini App that is open on a phone. */
export interface MiniApp {
  readonly element: HTMLElement
  themeChanged(): void
  close(): void
}

/** Opens a launch address in a frame and plays Telegram around it. */
export function openMiniApp(options: MiniAppOptions): MiniApp {
  const { state, screen, url, settings } = options
  const appOrigin = new URL(url).origin
  let isLoaded = false
  const shell: Shell = createShell(screen, state.bot.name, {
    pressed: (event) => frame.emit(event),
    close: () => void frame.close(),
    // Setting the same address again would not load it: only its hash is new to the iframe. Coming back into the page does.
    reload: () => shell.iframe.parentElement?.prepend(shell.iframe),
  })
  const end = (): void => {
    forget()
    resized.disconnect()
    shell.element.remove()
    options.closed()
  }
  const frame: AppFrame = {
    shell,
    settings,
    openTelegramPath: options.openTelegramPath,
    openLink: options.openLink,
    emit: (event, data) => isLoaded && emitToApp(shell.iframe, appOrigin, event, data),
    async close() {
      if (!shell.needsConfirmation() || (await isSure(shell))) end()
    },
    allowWriting: async () => void (await api.setPerson(settings().personId, { mayWrite: true })),
  }
  const forget = listenToApp(frame, shell.iframe, appOrigin, () => (isLoaded = true))
  const resized = new ResizeObserver(() => tellViewport(frame))
  resized.observe(shell.iframe)
  shell.iframe.addEventListener('load', () => {
    isLoaded = true
    shell.uncover()
  })
  shell.iframe.src = url
  return { element: shell.element, themeChanged: () => tellTheme(frame), close: end }
}

async function isSure(shell: Shell): Promise<boolean> {
  const buttons = [
    { id: 'stay', text: 'Cancel' },
    { id: 'close', text: 'Close anyway', isDestructive: true },
  ]
  return (await shell.ask({ message: 'Changes that you made may not be saved.', buttons })) === 'close'
}
