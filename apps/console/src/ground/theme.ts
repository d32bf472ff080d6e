import { openStorage } from '@kindred/miniapp/browser/storage'
import { insideTelegram } from '@kindred/miniapp/telegram/bridge'
import { followTheme } from '@kindred/miniapp/telegram/theme'

type Theme = 'light' | 'dark'

const key = 'kindred.console.theme'

/** Shows the chosen theme, else Telegram's or the system's. */
export function openTheme(): void {
  followTheme()
  const kept = openStorage('localStorage')?.getItem(key)
  if (!insideTelegram && (kept === 'light' || kept === 'dark'))
    document.documentElement.dataset['theme'] = kept
}

/** Whether the theme is chosen here: inside Telegram it is Telegram's. */
export const choosesTheme = !insideTelegram

/** Shows the other theme, and again at the next visit. */
export function turnTheme(): void {
  const next: Theme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset['theme'] = next
  openStorage('localStorage')?.setItem(key, next)
}
