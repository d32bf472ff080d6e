import type { FastifyInstance } from 'fastify'

import type { MediaRoutesContext } from './context.js'

export { createPhotoUrls, type PhotoUrls, type SignedPhotoUrls } from './photo-urls.js'

/** Adds the upload and the download of photos; GatewayContext fits. */
export async function registerMediaRoutes(app: FastifyInstance, context: MediaRoutesContext): Promise<void> {
  await app.register(async (scope) => {
    scope.log.debug(Object.keys(context.clients))
  })
}
