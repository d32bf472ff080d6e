import { createServer } from 'node:http'

import { onTestFinished } from 'vitest'

// Speaks the bridge as @tma.js/bridge does in a frame: JSON to the parent, JSON back. `heard` keeps every event.
const page = `<!doctype html><title>App</title><script>
  window.heard = []
  window.addEventListener('message', ({ data }) => window.heard.push(JSON.parse(data)))
  window.call = (eventType, eventData) => parent.postMessage(JSON.stringify({ eventType, eventData }), '*')
  call('web_app_ready')
</script><h1>A Mini App</h1>`

/** A Mini App that does what a test tells it; ends with the test. */
export async function serveFakeApp(): Promise<string> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(page),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/app/`
}
