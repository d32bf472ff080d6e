import type { Migration } from '@kindred/db'

import { photos } from './0001-photos.js'
import { photoOrder } from './0002-photo-order.js'

/** The media database's own migrations, by name. */
export const migrations: Record<string, Migration> = { '0001-photos': photos, '0002-photo-order': photoOrder }
