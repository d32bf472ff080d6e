import type { Place } from '../src/pages/views.js'

/** How a phone is set up. */
export interface PhoneSettings {
  readonly personId: number
  readonly theme: 'light' | 'dark'
  readonly platform: string
  readonly place: Place
}

/** The clients that a phone can be, by Telegram's names. */
export const platformNames: Readonly<Record<string, string>> = {
  ios: 'iPhone',
  android: 'Android',
  tdesktop: 'Desktop',
  macos: 'Mac',
  weba: 'Web',
}

/** What a phone's edges cover, in pixels. */
export const edges = (platform: string): { readonly top: number; readonly bottom: number } => {
  if (platform === 'ios') return { top: 47, bottom: 34 }
  return platform === 'android' ? { top: 32, bottom: 20 } : { top: 0, bottom: 0 }
}
