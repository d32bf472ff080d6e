const patienceMs = 10_000

/** `fetch` that gives up after ten seconds: a person waits for the answer. */
export function patiently(url: string, init: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(patienceMs)
  return fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit })
}
