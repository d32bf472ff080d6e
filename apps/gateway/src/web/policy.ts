import type { GatewayConfig } from '../config.js'

/** Where Telegram shows Mini Apps in a frame. */
const telegram = ['https://web.telegram.org', 'https://*.telegram.org']

/** What the Mini App, the console and the guide may load, and who may show them in a frame: Telegram, and whoever the config adds. */
export function contentSecurityPolicy({ publicUrl, frameAncestors }: GatewayConfig): string {
  // Older WebKit does not count wss: as 'self'.
  const socket = publicUrl === '' ? [] : [publicUrl.replace(/^http/, 'ws')]
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // The console plays video notes, which it fetches with its token.
    'media-src blob:',
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...socket].join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${[...telegram, ...frameAncestors].join(' ')}`,
  ].join('; ')
}
