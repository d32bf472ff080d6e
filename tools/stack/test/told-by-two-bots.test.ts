import { it } from 'vitest'

import { withBurst } from './burst.js'
import { killInBurst } from './kill-in-burst.js'

it(
  'a hundred people are told of a match, a like and news by two bots at two instances of notification, which are killed twice each',
  () => withBurst(100, (burst) => killInBurst(burst, 4)),
  900_000,
)
