type Report = (share: number) => void

const reports = new WeakMap<AbortSignal, Report>()

/** Reports the progress of the upload with this signal, 0 to 1. */
export const reportProgress = (signal: AbortSignal, report: Report): void => void reports.set(signal, report)

/** fetch; uploads with a progress report use XMLHttpRequest, because fetch reports none. */
export function fetchWithProgress(url: string, init: RequestInit): Promise<Response> {
  const report = init.signal ? reports.get(init.signal) : undefined
  return report === undefined ? window.fetch(url, init) : sendReporting(url, init, report)
}

function sendReporting(url: string, init: RequestInit, report: Report): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const fail = (): void => reject(new TypeError('The upload got no answer.'))
    request.open(init.method ?? 'POST', url)
    request.responseType = 'blob'
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => report(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve(answerOf(request)))
    request.addEventListener('error', fail)
    request.addEventListener('timeout', fail)
    request.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
    init.signal?.addEventListener('abort', () => request.abort())
    request.send(init.body as XMLHttpRequestBodyInit)
  })
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().trim().split('\r\n')) {
    const at = line.indexOf(':')
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim())
  }
  return new Response(request.response as Blob, {
    status: request.status,
    statusText: request.statusText,
    headers,
  })
}
