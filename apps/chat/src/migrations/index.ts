import type { Migration } from '@kindred/db'

import { chat } from './0001-chat.js'
import { sealed } from './0002-sealed.js'

/** The chat database's own migrations, by name. */
export const migrations: Record<string, Migration> = { '0001-chat': chat, '0002-sealed': sealed }
