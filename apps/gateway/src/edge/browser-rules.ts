import type { IncomingMessage, ServerResponse } from 'node:http'

import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'

const exposed = ['etag', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id']
const allowed = [
  'authorization',
  'content-type',
  'idempotency-key',
  'if-none-match',
  'range',
  'traceparent',
  'x-request-id',
]

const helmetOptions: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // The web app may live on another origin and shows photos from here.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
}

/** Helmet's headers. It is asked once and not at each request: none of them depends on the request. */
export const securityHeaders: Readonly<Record<string, string>> = writtenBy(helmet(helmetOptions))

function writtenBy(write: ReturnType<typeof helmet>): Record<string, string> {
  const headers: Record<string, string> = {}
  const answer = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  }
  write({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error !== undefined) throw new Error('Helmet refused its options', { cause: error })
  })
  return headers
}

/** By which a page of another origin may read an answer that no hook sees; names and values in turn. */
export function corsHeaders(origins: readonly string[], origin: string | undefined): string[] {
  const allowed = origins.includes('*') ? '*' : origins.find((one) => one === origin)
  if (allowed === undefined) return []
  return [
    'access-control-allow-origin',
    allowed,
    'access-control-expose-headers',
    exposed.join(', '),
    'vary',
    'Origin',
  ]
}

/** Security headers of an API without pages, and CORS. */
export async function registerBrowserRules(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(securityHeaders)
    done()
  })
  await app.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: allowed,
    exposedHeaders: exposed,
    maxAge: 600,
    strictPreflight: false,
  })
}
