import type { FastifyReply } from 'fastify'

/** Swagger UI sets style attributes and draws its icons from data: addresses. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What the documentation consists of, as its pages name it. */
const rooms: readonly (readonly [path: string, name: string])[] = [
  ['/', 'Kindred'],
  ['/docs', 'HTTP API'],
  ['/docs/websocket', 'WebSocket'],
]

/** A page of the documentation. */
export const pageOf = (path: string, title: string, content: string): string => `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <nav>${rooms.map((room) => linkTo(room, path)).join(' ')}</nav>
${content}
  </body>
</html>
`

const linkTo = ([to, name]: (typeof rooms)[number], here: string): string =>
  `<a href="${to}"${to === here ? ' aria-current="page"' : ''}>${name}</a>`

/** Text as HTML shows it; \`code\` stays code. */
export const shown = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')

/** Sends a text of the documentation. */
export const sendText = (reply: FastifyReply, type: string, text: Buffer): FastifyReply =>
  reply.type(type).header('content-security-policy', policy).header('cache-control', 'no-cache').send(text)

export const styleSheet = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
nav { display: flex; gap: 1.25rem; padding: 0.75rem 1.25rem; border-bottom: 1px solid #8886; }
nav a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
main { max-width: 52rem; margin: 0 auto; padding: 1.25rem; }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
h3 { margin: 2rem 0 0.25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
code { overflow-wrap: anywhere; }
pre { padding: 0.75rem 1rem; overflow-x: auto; background: #8881; border-radius: 0.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.375rem 0.75rem 0.375rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8883; }
#swagger-ui { background: #fff; }
#swagger-ui .response-col_links { display: none; }
`
