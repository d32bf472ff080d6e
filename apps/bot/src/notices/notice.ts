import type { InlineKeyboard } from 'grammy'

import type { Marked } from '../telegram/marked.js'

/** What the bot says by itself: in several messages when the words do not fit in one; the buttons stand under the last. */
export interface Notice {
  readonly texts: readonly Marked[]
  readonly keyboard: InlineKeyboard
}
