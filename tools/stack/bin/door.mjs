// Who opens the gateway's port at once and hands it over later. The page itself is a process of its own, so that it answers while ours is busy.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Opens the gateway's port with a page that tells how far the start is; undefined when the settings name no port. */
export function openDoor({ GATEWAY_HOST, GATEWAY_PORT, PORT_BASE }) {
  const host = GATEWAY_HOST?.trim() || '127.0.0.1'
  const port = Number(GATEWAY_PORT?.trim() || PORT_BASE?.trim() || 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./door-page.mjs', import.meta.url)), host, port],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    },
  )
  child.on('error', () => undefined)
  child.unref()
  child.channel?.unref()
  const told = new Promise((resolve) => {
    child.once('message', resolve)
    child.once('exit', () => resolve({ kind: 'shut' }))
  })
  const isOpen = told.then(({ kind }) => kind === 'open')
  const say = (message) => child.connected && child.send(message, () => undefined)
  return {
    isOpen,
    tell: (line) => void say({ kind: 'tell', line }),
    /** `use` gets the listening socket at once, before a connection could be lost; false when there is none to give. */
    async give(use) {
      if (!(await isOpen) || !child.connected) return false
      return new Promise((resolve) => {
        child.once('exit', () => resolve(false))
        child.once('message', (_message, socket) => {
          use(socket)
          resolve(true)
        })
        child.channel?.ref()
        say({ kind: 'give' })
      })
    },
    close() {
      child.channel?.unref()
      say({ kind: 'close' })
    },
  }
}
