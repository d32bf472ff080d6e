import { controls } from './controls.js'
import type { AppFrame, Handlers } from './frame.js'
import { links } from './links.js'
import { questions } from './questions.js'
import { storage } from './storage.js'
import { surroundings } from './surroundings.js'

const handlers = new Map(
  Object.entries<Handlers[string]>({ ...surroundings, ...controls, ...questions, ...storage, ...links }),
)

/** Listens to the app in an iframe as Telegram Web does; returns how to stop. */
export function listenToApp(
  frame: AppFrame,
  iframe: HTMLIFrameElement,
  appOrigin: string,
  heard: () => void,
): () => void {
  const listener = ({ source, origin, data }: MessageEvent): void => {
    if (source !== iframe.contentWindow || origin !== appOrigin) return
    const call = parse(data)
    if (call === undefined) return
    heard()
    void handlers.get(call.eventType)?.(frame, call.eventData ?? {})
  }
  window.addEventListener('message', listener)
  return () => window.removeEventListener('message', listener)
}

/** Sends an event into the app. */
export function emitToApp(iframe: HTMLIFrameElement, appOrigin: string, event: string, data: unknown): void {
  iframe.contentWindow?.postMessage(JSON.stringify({ eventType: event, eventData: data }), appOrigin)
}

interface Call {
  readonly eventType: string
  readonly eventData?: Readonly<Record<string, unknown>>
}

function parse(data: unknown): Call | undefined {
  try {
    const call: unknown = typeof data === 'string' ? JSON.parse(data) : data
    return typeof call === 'object' && call !== null && 'eventType' in call ? (call as Call) : undefined
  } catch {
    return undefined
  }
}
