import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A span as it was exported. */
interface SunkSpan {
  readonly id: string
  /** Undefined for the first of a trace. */
  readonly parentId: string | undefined
  readonly traceId: string
  readonly name: string
  readonly service: string
}

/** A collector that keeps what it gets, and hands it on if there is another one. */
export interface TraceSink {
  readonly endpoint: string
  readonly spans: readonly SunkSpan[]
  /** Everything that was exported, as it came. */
  readonly bodies: readonly string[]
  stop(): void
}

interface Exported {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[]
  }[]
}

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string }
}

interface ExportedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
}

export async function startTraceSink(forwardTo: string | undefined): Promise<TraceSink> {
  const spans: SunkSpan[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request)
      bodies.push(body)
      spans.push(...readSpans(JSON.parse(body) as Exported))
      const headers = { 'content-type': 'application/json' }
      const status =
        forwardTo === undefined
          ? 200
          : (await fetch(`${forwardTo}${request.url}`, { method: 'POST', headers, body })).status
      response.writeHead(status).end('{}')
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, spans, bodies, stop: () => void server.close() }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const readSpans = ({ resourceSpans }: Exported): SunkSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? ''
    return scopeSpans
      .flatMap((scope) => scope.spans)
      .map(({ traceId, spanId, parentSpanId, name }) => ({
        id: spanId,
        parentId: parentSpanId === '' ? undefined : parentSpanId,
        traceId,
        name,
        service,
      }))
  })
