import type { MediaServiceService } from '@kindred/contracts/media'
import type { ServiceTokens } from '@kindred/identity'
import type { Client } from '@kindred/rpc'

import type { PhotoUrls } from './photo-urls.js'

/** What the photo routes need of the gateway's context. */
export interface MediaRoutesContext {
  readonly clients: { readonly media: Client<typeof MediaServiceService> }
  readonly serviceTokens: ServiceTokens
  readonly photoUrls: PhotoUrls
}
