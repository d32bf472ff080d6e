import type { SubscribeResponse } from '@kindred/contracts/chat'
import { readTraceparent, type Tracer } from '@kindred/tracing'

/** By OpenTelemetry's conventions. */
export const websocket = { 'network.protocol.name': 'websocket' }

/** Passes an event on to the sockets of its person as a part of the trace that it comes with. */
export function inPush(
  tracer: Tracer | undefined,
  { traceparent, event }: SubscribeResponse,
  push: () => void,
): void {
  const parent = tracer && readTraceparent(traceparent)
  if (tracer === undefined || parent === undefined) return push()
  const type = (event?.event?.$case ?? '').replace(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`)
  const attributes = { ...websocket, 'kindred.frame.type': type }
  const span = tracer.start(`push ${type}`, { kind: 'producer', parent, attributes })
  push()
  span.end()
}
