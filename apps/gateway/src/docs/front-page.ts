import type { FastifyInstance } from 'fastify'

import type { GatewayConfig } from '../config.js'
import { pageOf, sendText, shown } from './pages.js'

/** Adds `/`, a page that says what Kindred is. */
export function registerFrontPage(app: FastifyInstance, config: GatewayConfig): void {
  const page = Buffer.from(pageOf('/', 'Kindred', contentOf(config)))
  app.get('/', { config: { access: 'PUBLIC', limit: 'page' } }, (_request, reply) =>
    sendText(reply, 'text/html; charset=utf-8', page),
  )
}

const contentOf = (config: GatewayConfig): string => `    <main>
      <h1>Kindred</h1>
      <p>A dating platform for Telegram that anyone can host. This is its gateway, version ${shown(config.version)}.</p>
      <h2>Meet people</h2>
      <p>${whereToMeet(config)}</p>
      <h2>Build on it</h2>
      <table>
${guideFolderRow(config)}        <tr><td><a href="/docs">/docs</a></td><td>Every operation of the HTTP API, to read and to try.</td></tr>
        <tr><td><a href="/docs/websocket">/docs/websocket</a></td><td>Every frame of the live connection.</td></tr>
        <tr><td><a href="/openapi.json">/openapi.json</a></td><td>The HTTP API for tools, OpenAPI 3.1.</td></tr>
        <tr><td><a href="/asyncapi.json">/asyncapi.json</a></td><td>The live connection for tools, AsyncAPI 3.0.</td></tr>
        <tr><td><a href="/health">/health</a></td><td>How this installation is doing.</td></tr>
      </table>
    </main>`

const guideFolderRow = ({ guideFolder }: GatewayConfig): string =>
  guideFolder === ''
    ? ''
    : '        <tr><td><a href="/guide/">/guide/</a></td><td>How to run it, look after it and build on it.</td></tr>\n'

function whereToMeet({ botUsername, simulatorUrl, webFolder }: GatewayConfig): string {
  const app =
    webFolder === '' ? '' : ' The app itself is <a href="/app/">here</a>, and wants to be opened by Telegram.'
  if (simulatorUrl !== '')
    return `Open the <a href="${shown(simulatorUrl)}">simulated Telegram</a>: two phones to try.${app}`
  if (botUsername !== '') {
    const name = shown(botUsername)
    return `Open <a href="https://t.me/${name}">@${name}</a> in Telegram.${app}`
  }
  return `Open this installation’s bot in Telegram.${app}`
}
