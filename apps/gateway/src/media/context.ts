import type { ServiceTokens } from '@kindred/identity'
import type { Clock } from '@kindred/kernel'

import type { Clients } from '../services.js'
import type { Sight } from '../sight/sight.js'
import type { Json } from '../transcoding/json.js'
import type { PhotoUrls } from './photo-urls.js'

/** The part of the gateway's context that the photo routes use. */
export interface MediaRoutesContext {
  readonly clock: Clock
  readonly clients: Pick<Clients, 'auth' | 'media' | 'safety'>
  readonly serviceTokens: ServiceTokens
  readonly photoUrls: PhotoUrls
  readonly sight: Pick<Sight, 'known' | 'isLost' | 'isLostInBlocks'>
  readonly json: Json
}
