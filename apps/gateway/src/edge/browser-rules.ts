import type { IncomingMessage, ServerResponse } from 'node:http'

import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import helmet, { type HelmetOptions } from 'helmet'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False for a route that the CORS plugin leaves alone. */
    cors?: false
  }
}

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

/** By which a page of another origin may read an answer; names and values in turn. */
export function corsHeaders(origins: readonly string[], origin: string | undefined): string[] {
  const isForAll = origins.includes('*')
  const allowed = isForAll ? '*' : origins.find((one) => one === origin)
  const vary = isForAll || origins.length === 0 ? [] : ['vary', 'Origin']
  if (allowed === undefined) return vary
  const shown = ['access-control-expose-headers', exposed.join(', ')]
  return ['access-control-allow-origin', allowed, ...shown, ...vary]
}

function pairs(list: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (let at = 0; at < list.length; at += 2) found[list[at]!] = list[at + 1]!
  return found
}

/** Security headers of an API without pages, and CORS. The plugin answers preflights; what it says of other requests depends on the origin alone. */
export async function registerBrowserRules(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  const headersFor = (origin: string | undefined): Record<string, string> => ({
    ...securityHeaders,
    ...pairs(corsHeaders(origins, origin)),
  })
  const usual = headersFor(undefined)
  const known = new Map(origins.map((origin) => [origin, headersFor(origin)]))
  app.addHook('onRequest', ({ headers: { origin } }, reply, done) => {
    reply.headers((origin === undefined ? undefined : known.get(origin)) ?? usual)
    done()
  })
  app.addHook('onRoute', (route) => {
    if (route.method !== 'OPTIONS') route.config = { ...route.config, cors: false }
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
