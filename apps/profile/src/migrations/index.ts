import type { Migration } from '@kindred/db'

import { profile } from './0001-profile.js'

export const migrations: Record<string, Migration> = { '0001-profile': profile }
