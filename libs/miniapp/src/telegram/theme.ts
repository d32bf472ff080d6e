import { call, hear, launch } from './bridge.js'
import { isDark, toHex } from './colors.js'

/** Puts Telegram's colours on the root element, now and when they change, and tells the client ours. */
export function followTheme(): void {
  apply(launch.theme)
  hear('theme_changed', ({ theme_params: theme }) => apply(theme as Record<string, string>))
}

function apply(theme: Readonly<Record<string, string>>): void {
  const root = document.documentElement
  for (const [name, color] of Object.entries(theme))
    root.style.setProperty(`--tg-${name.replaceAll('_', '-')}`, color)
  const background = theme['bg_color']
  if (background !== undefined) root.dataset['theme'] = isDark(background) ? 'dark' : 'light'
  else root.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  const page = getComputedStyle(document.body).backgroundColor
  const hex = toHex(page)
  if (hex === undefined) return
  call('web_app_set_header_color', { color: hex })
  call('web_app_set_background_color', { color: hex })
  call('web_app_set_bottom_bar_color', { color: hex })
}
