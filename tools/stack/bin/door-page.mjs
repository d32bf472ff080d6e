// The process behind openDoor: a page on the gateway's port while the rest comes up. `node door-page.mjs <host> <port>`
import { createServer } from 'node:http'

const [host, port] = process.argv.slice(2)
const lines = []

const server = createServer((request, response) => {
  request.resume()
  // No connection outlives the hand-over: the next request of its client reaches the gateway.
  const headers = { 'retry-after': '1', 'cache-control': 'no-store', connection: 'close' }
  const wantsPage = request.headers.accept?.includes('text/html') === true
  const type = wantsPage ? 'text/html; charset=utf-8' : 'application/problem+json'
  response.writeHead(503, { ...headers, 'content-type': type })
  response.end(wantsPage ? page() : JSON.stringify(problem(request.url)))
})
server.keepAliveTimeout = 1
server.on('clientError', (_error, socket) => socket.destroy())
server.on('error', () => process.exit(1))
server.listen({ host, port: Number(port) }, () => process.send({ kind: 'open' }))

process.on('message', ({ kind, line }) => {
  if (kind === 'tell') lines.push(line)
  if (kind === 'give') process.send({ kind: 'given' }, server)
  if (kind === 'close') end()
})
process.once('disconnect', end)
// Ctrl-C reaches the whole group; the end comes from who opened the door.
process.on('SIGINT', () => undefined)

function end() {
  server.close(() => process.exit(0))
  setTimeout(() => process.exit(0), 1_000).unref()
}

const problem = (instance) => ({
  type: 'about:blank',
  title: 'A part of Kindred is not available right now',
  status: 503,
  detail: 'Kindred is starting.',
  instance: instance?.split('?')[0],
  code: 'STARTING',
})

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const page = () => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1">
<title>Kindred is starting</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1rem; color-scheme: light dark }
  pre { font-size: 14px; overflow-x: auto }
</style>
<h1>Kindred is starting</h1>
<p>This page becomes Kindred by itself.</p>
<pre>${lines.map(escaped).join('\n')}</pre>
</html>
`
