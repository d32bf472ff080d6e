import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

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

/** Helmet's most important headers, for the answers that no hook sees: to bytes that are no request, or a path that cannot be read. */
export const bareHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** What browsers are told: security headers for an API that shows no pages of its own, and who may call across origins. */
export async function registerBrowserRules(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  await app.register(helmet, {
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
