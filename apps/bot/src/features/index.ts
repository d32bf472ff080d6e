import type { Feature } from '../context.js'
import { deletion } from './deletion.js'
import { help } from './help.js'
import { language } from './language.js'
import { matches } from './matches.js'
import { pause } from './pause.js'
import { photo } from './photo.js'
import { privacy } from './privacy.js'
import { profile } from './profile.js'
import { settings } from './settings.js'
import { start } from './start.js'
import { support } from './support.js'
import { unknown } from './unknown.js'

/** In the order in which they look at an update; the last takes what nobody knew. */
export const features: readonly Feature[] = [
  start,
  profile,
  matches,
  settings,
  language,
  pause,
  help,
  support,
  privacy,
  deletion,
  photo,
  unknown,
]
