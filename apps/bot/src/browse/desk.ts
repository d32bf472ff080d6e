import type { Log } from '@kindred/kernel'

import type { AppLinks } from '../app-links.js'
import type { Gateway } from '../gateway/gateway.js'
import type { Memory } from '../gateway/memory.js'
import type { Browsing } from './browsing.js'

/** What cards are shown with. */
export interface CardDesk {
  readonly gateway: Gateway
  readonly links: AppLinks
  readonly log: Log
  readonly memory: Memory<Browsing>
}
