import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'

import type { MediaRoutesContext } from './context.js'
import { registerDownload } from './download.js'
import { registerUpload } from './upload.js'
import { registerVideoDownload, registerVideoUpload } from './video-notes.js'

/** Adds the upload and the download of photos and of video notes. GatewayContext fits. */
export async function registerMediaRoutes(app: FastifyInstance, context: MediaRoutesContext): Promise<void> {
  registerDownload(app, context)
  registerVideoDownload(app, context)
  await app.register(async (scope) => {
    // Whatever the body claims to be reaches the route, unread, and gets the route's own answer.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    await scope.register(multipart)
    registerUpload(scope, context)
    registerVideoUpload(scope, context)
  })
}
