import { describe, expect, it } from 'vitest'

import { newId } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'

import { openApiDocument } from '../src/docs/openapi.js'
import { deriveRoutes } from '../src/transcoding/index.js'
import { bareServices, botSecret, startGateway } from './harness.js'
import { lintDocument } from './lint-document.js'
import { send } from './requests.js'

const contract = loadContract()
const routes = deriveRoutes(contract)
const document = openApiDocument(contract, routes, { version: '1.2.3', publicUrl: '' })

describe('the OpenAPI document', () => {
  it('passes the recommended rules of the Redocly linter without an error or a warning', async () => {
    expect(await lintDocument(document)).toEqual([])
  })

  it('has an operation for every route, named after its RPC, with a summary and a success', () => {
    const found = operations().map(({ operation }) => operation.operationId)
    expect(found).toEqual(expect.arrayContaining(routes.map(({ operationId }) => operationId)))
    expect(new Set(found).size).toBe(found.length)
    for (const { operation } of operations()) expect(operation.summary).toMatch(/^[A-Z][^\n]+[^.]$/)
  })

  it('takes summary, description and fields from the comments of the contract', () => {
    const { operation } = operations().find((one) => one.operation.operationId === 'RefreshSession')!
    expect(operation.summary).toBe('Exchanges a refresh token for a new pair')
    expect(operation.description).toContain('Errors: REFRESH_TOKEN_INVALID')
    expect(document).toMatchObject({
      components: { schemas: { Photo: { properties: { media_id: { description: "The photo's id." } } } } },
    })
  })

  it('names the values of a nested message in a query with dots, each with its description and its rules', () => {
    const { operation } = operations().find((one) => one.operation.operationId === 'ListCandidates')!
    const query = operation.parameters?.filter((parameter) => parameter.in === 'query') ?? []
    expect(query.map(({ name }) => name).slice(0, 4)).toEqual([
      ...['page_size', 'page_token'],
      ...['filters.goals', 'filters.has_photo'],
    ])
    expect(query.find(({ name }) => name === 'filters.min_height_cm')).toMatchObject({
      description: 'At least this tall, in centimetres; hides who does not say.',
      schema: { type: 'integer', minimum: 100, maximum: 250 },
    })
    expect(query.find(({ name }) => name === 'filters.goals')).toMatchObject({
      schema: { type: 'array', maxItems: 6, uniqueItems: true },
      style: 'form',
      explode: true,
    })
  })

  it('requires nothing of a message that is sent, though all of it is in the answer', () => {
    const { operation } = operations().find((one) => one.operation.operationId === 'SetMyPreferences')!
    expect(operation.requestBody?.content['application/json']).toMatchObject({
      schema: { properties: { filters: { $ref: '#/components/schemas/CandidateFiltersInput' } } },
    })
    const { schemas } = document['components'] as { schemas: Record<string, { required?: string[] }> }
    expect(schemas['CandidateFiltersInput']).toMatchObject({ additionalProperties: false })
    expect(schemas['CandidateFiltersInput']?.required).toBeUndefined()
    expect(schemas['CandidateFilters']?.required).toContain('goals')
  })

  it('says who may call', () => {
    const security = Object.fromEntries(
      operations().map(({ operation }) => [operation.operationId, operation.security]),
    )
    expect(security).toMatchObject({
      GetMyProfile: [{ accessToken: [] }],
      SignInWithTelegram: [],
      GetHealth: [],
    })
  })

  it('shows no example for what may be left out of a query: whoever tries it out would send every filter', () => {
    const shown = operations().flatMap(({ operation }) =>
      (operation.parameters ?? [])
        .filter(
          ({ in: place, required, ...rest }) =>
            place === 'query' && !required && /"(example|default)/.test(JSON.stringify(rest)),
        )
        .map(({ name }) => `${operation.operationId} ${name}`),
    )
    expect(shown).toEqual([])
  })

  it('names the 401 of whoever shows a proof that is not good', () => {
    for (const id of [
      'SignInWithTelegram',
      'RefreshSession',
      'ExchangeTelegramUser',
      'GetMyProfile',
      'UploadPhoto',
    ]) {
      const { operation } = operations().find((one) => one.operation.operationId === id)!
      expect(Object.keys(operation.responses)).toContain('401')
    }
    const { operation } = operations().find((one) => one.operation.operationId === 'GetJwks')!
    expect(Object.keys(operation.responses)).not.toContain('401')
  })

  it('shows how to upload a photo and of which types', () => {
    const { operation } = operations().find((one) => one.operation.operationId === 'UploadPhoto')!
    const types = 'image/jpeg, image/png, image/webp'
    expect(operation.requestBody?.content['multipart/form-data']).toMatchObject({
      encoding: { file: { contentType: types } },
    })
    expect(operation.description).toContain('curl -H "authorization: Bearer $TOKEN" -F "file=@me.jpg')
  })

  it('has examples that the gateway itself takes', async () => {
    const gateway = await startGateway({ services: bareServices })
    const person = await gateway.authority.issue(newId(), { roles: ['admin'] })
    const derived = operations().filter(({ operation }) =>
      routes.some((one) => one.operationId === operation.operationId),
    )
    for (const { verb, path, operation } of derived) {
      const payload = operation.requestBody?.content['application/json']?.example
      const token = JSON.stringify(operation.security).includes('botCredential') ? botSecret : person
      const url = withExamples(path, operation.parameters ?? [])
      const answer = await send(gateway, { method: verb, url, token, ...(payload && { payload }) })
      expect([operation.operationId, answer.json['code']]).toEqual([operation.operationId, 'UNIMPLEMENTED'])
    }
    await gateway.close()
  })
})

interface TestOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly security: unknown
  readonly parameters?: readonly { in?: string; name: string; required?: boolean; example?: unknown }[]
  readonly responses: Readonly<Record<string, unknown>>
  readonly requestBody?: { content: Record<string, { example: object }> }
}

function operations(): { verb: 'GET'; path: string; operation: TestOperation }[] {
  const paths = document['paths'] as Record<string, Record<string, TestOperation>>
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      verb: verb.toUpperCase() as 'GET',
      path,
      operation,
    })),
  )
}

function withExamples(path: string, parameters: NonNullable<TestOperation['parameters']>): string {
  const query = new URLSearchParams()
  for (const one of parameters.filter(({ in: place, required }) => place === 'query' && required))
    query.append(one.name, String(one.example))
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters.find((parameter) => parameter.name === name)?.example),
  )
  return `${filled}?${query}`
}
