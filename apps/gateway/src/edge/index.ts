import type { FastifyInstance } from 'fastify'

import { registerAccessLog } from './access-log.js'
import { registerAuthentication } from './authentication.js'
import { registerBodies } from './bodies.js'
import { registerBrowserRules } from './browser-rules.js'
import { registerCompression } from './compression.js'
import type { EdgeContext } from './context.js'
import { registerDraining } from './draining.js'
import { registerFailures } from './failures.js'
import { registerNotFound } from './not-found.js'
import { registerOverload } from './overload.js'
import { watchForProxy } from './proxy-watch.js'
import { createRateLimits } from './rate-limits.js'
import { checkHeaders, decorateRequests } from './request.js'
import { registerTracing } from './tracing.js'

/** The hooks of every route, in the order in which a request passes them. Must run before routes are added. */
export async function registerEdge(app: FastifyInstance, context: EdgeContext): Promise<void> {
  registerFailures(app, context)
  decorateRequests(app)
  registerTracing(app, context)
  registerDraining(app)
  watchForProxy(app, context)
  registerAccessLog(app, context)
  await registerBrowserRules(app, context.config.corsOrigins)
  registerOverload(app, context)
  registerCompression(app)
  const limitRequests = createRateLimits(app, context.limits)
  registerNotFound(app)
  registerAuthentication(app, context, limitRequests)
  app.addHook('onRequest', (request, reply, done) => {
    const limiting = limitRequests(request, reply)
    if (limiting === undefined) done()
    else limiting.then(() => done(), done)
  })
  checkHeaders(app)
  registerBodies(app)
}
