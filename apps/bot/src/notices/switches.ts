import type { InlineKeyboardButton } from 'grammy/types'

import type { Kind } from '@kindred/client'
import type { Translator } from '@kindred/locales'

/** The data of the button that shows the settings of notifications. */
export const settingsPress = 'notices'

/** The data of the button that shows the quiet hours. */
export const hoursPress = 'notices:hours'

/** The data of the button that leads from there back to the settings. */
export const backPress = 'notices:back'

/** Matches the data of the buttons that switch a kind. */
export const switchPress = /^notices:(on|off):([A-Z_]+)$/

/** Switches a kind; pressed, it offers the opposite in its place. */
export const switchButton = (
  kind: Kind,
  to: 'on' | 'off',
  t: Translator['t'],
): InlineKeyboardButton.CallbackButton => ({
  text: to === 'off' ? t('bot-notices-off') : t('bot-notices-on'),
  callback_data: `notices:${to}:${kind}`,
})
