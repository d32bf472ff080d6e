import { pause, timeLimit } from '@kindred/kernel'

const patienceMs = 10_000
const pausesMs = [250, 1_000]
const passing = new Set([502, 503, 504])

/** `fetch` that gives up after ten seconds: a person waits for the answer. */
export function patiently(url: string, init: RequestInit): Promise<Response> {
  // Not done with the answer's head: its body is waited for no longer either.
  return fetch(url, { ...init, signal: timeLimit(patienceMs, init.signal ?? undefined).signal })
}

/** The same, tried again when the gateway is away for a moment; what may be done once only is not. */
export async function repeatedly(url: string, init: RequestInit): Promise<Response> {
  if (init.method === 'POST' && !url.endsWith('/v1/auth/bot')) return patiently(url, init)
  for (const pauseMs of pausesMs) {
    const response = await patiently(url, init).catch(failed)
    if (response !== undefined && !passing.has(response.status)) return response
    await response?.body?.cancel()
    await pause(pauseMs)
  }
  return patiently(url, init)
}

/** Whoever did not answer for so long will not do better now. */
function failed(error: unknown): undefined {
  if (error instanceof Error && error.name === 'TimeoutError') throw error
}
