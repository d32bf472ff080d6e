import type { InjectOptions } from 'fastify'

import type { TestGateway } from './harness.js'

/** An answer of the gateway, its JSON read. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
  readonly json: Record<string, unknown>
}

/** One request to the gateway, straight into its app. */
export async function send(
  gateway: TestGateway,
  options: InjectOptions & { token?: string },
): Promise<TestAnswer> {
  const { token, ...request } = options
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await gateway.app.inject({ ...request, headers: { ...authorization, ...request.headers } })
  const isJson = answer.body !== '' && /json/.test(String(answer.headers['content-type']))
  return {
    status: answer.statusCode,
    headers: answer.headers as TestAnswer['headers'],
    body: answer.body,
    json: isJson ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
  }
}

/** `/name TOO_SHORT` for each refused field of a problem. */
export const refused = ({ json }: TestAnswer): string[] =>
  ((json['errors'] ?? []) as { pointer: string; code: string }[])
    .map(({ pointer, code }) => `${pointer} ${code}`)
    .sort()
