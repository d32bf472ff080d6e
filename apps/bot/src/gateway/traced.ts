import { currentSpan } from '@kindred/tracing'

type Fetch = (address: string, init: RequestInit) => Promise<Response>

/** Tells the gateway which trace a request is a part of, if it is one of any. */
export const traced =
  (fetch: Fetch): Fetch =>
  async (address, init) => {
    const span = currentSpan()?.child(init.method ?? 'GET', {
      kind: 'client',
      attributes: { 'http.request.method': init.method ?? 'GET' },
    })
    if (span === undefined) return fetch(address, init)
    const headers = new Headers(init.headers)
    headers.set('traceparent', span.traceparent)
    try {
      const response = await fetch(address, { ...init, headers })
      span.set('http.response.status_code', response.status)
      return response
    } catch (error) {
      span.set('error.type', error instanceof Error ? error.name : 'unknown')
      throw error
    } finally {
      span.end()
    }
  }
