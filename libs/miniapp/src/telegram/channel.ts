// Telegram's protocol between a Mini App and its client (core.telegram.org/api/web-events): JSON by postMessage in a frame,
// by a native proxy in the phones' web views. Written out, for @tma.js/bridge weighs 16 KB of the first load.

type Listener = (data: unknown) => void

declare global {
  interface Window {
    TelegramWebviewProxy?: { postEvent(name: string, data: string): void }
    TelegramGameProxy?: { receiveEvent(name: string, data: unknown): void }
    TelegramGameProxy_receiveEvent?: (name: string, data: unknown) => void
    Telegram?: { WebView?: { receiveEvent(name: string, data: unknown): void } }
  }
}

const listeners = new Map<string, Set<Listener>>()

/** True when another page shows this one. */
export function isInFrame(): boolean {
  return window.parent !== window
}

/** Posts an event to the client. The parent's origin is unknown here, so nothing secret is ever posted. */
export function post(name: string, data: unknown = {}): void {
  const native = window.TelegramWebviewProxy
  if (native !== undefined) native.postEvent(name, JSON.stringify(data))
  else if (isInFrame()) window.parent.postMessage(JSON.stringify({ eventType: name, eventData: data }), '*')
}

/** Subscribes to one kind of event; the returned function unsubscribes. */
export function receive(name: string, listener: Listener): () => void {
  const mine = listeners.get(name) ?? new Set()
  listeners.set(name, mine.add(listener))
  return () => mine.delete(listener)
}

const emit = (name: string, data: unknown): void => listeners.get(name)?.forEach((listener) => listener(data))

/** Opens the channel: from now on events arrive. */
export function openChannel(): void {
  window.TelegramGameProxy = { receiveEvent: emit }
  window.TelegramGameProxy_receiveEvent = emit
  window.Telegram = { WebView: { receiveEvent: emit } }
  if (!isInFrame()) return
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent) return
    const message = readMessage(event.data)
    if (message !== undefined) emit(message.name, message.data)
  })
  receive('reload_iframe', () => {
    post('iframe_will_reload')
    window.location.reload()
  })
  post('iframe_ready', { reload_supported: true })
}

/** The event in a frame's message; undefined for what is none. */
export function readMessage(raw: unknown): { name: string; data: unknown } | undefined {
  try {
    const message: unknown = typeof raw === 'string' ? JSON.parse(raw) : raw
    if (typeof message !== 'object' || message === null) return undefined
    const { eventType, eventData } = message as { eventType?: unknown; eventData?: unknown }
    return typeof eventType === 'string' ? { name: eventType, data: eventData } : undefined
  } catch {
    return undefined
  }
}
