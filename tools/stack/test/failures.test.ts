import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestAuthority } from '@kindred/testkit'

import { botSecretOf } from '../src/environment.js'
import type { Stack } from '../src/index.js'
import { type Answer, ask, type Question } from './ask.js'
import { isReady } from './couples.js'
import { asStaff } from './moderator.js'
import { type Operation, readOperations } from './operations.js'
import { settle } from './people.js'
import { openSecondGateway } from './second-gateway.js'
import { createTestStack } from './test-stack.js'

let stack: Stack
let operations: Operation[]
let token: string
const seen = new Map<string, Set<string>>()
const codes = new Set<string>()

beforeAll(async () => {
  stack = await createTestStack()
  operations = await readOperations(stack.url)
  const place = { latitude: 56.95, longitude: 24.1 }
  const alice = await settle(stack, { name: 'Alice', gender: 'WOMAN', wants: 'MAN', ...place })
  await isReady(alice)
  // An admin may call what people and moderators may, and more.
  token = (await asStaff(stack, alice, 'ADMIN')).token()
})
afterAll(() => stack.stop())

type Mistake = (operation: Operation) => Partial<Question> | undefined
type Told = readonly [status: number, code: string, ...pointers: string[]]

/** Makes one mistake with every operation that it can be made with, and holds each answer against what it should be. */
async function makeMistake(
  name: string,
  mistake: Mistake,
  expected: (operation: Operation) => Told,
): Promise<void> {
  const told: Record<string, Told> = {}
  const hoped: Record<string, Told> = {}
  for (const operation of operations) {
    const question = mistake(operation)
    if (question === undefined) continue
    const answer = await ask(stack.url, { ...valid(operation), ...question })
    note(operation, name, answer)
    hoped[operation.id] = expected(operation)
    told[operation.id] = [answer.status, answer.code ?? '', ...answer.pointers].slice(
      0,
      expected(operation).length,
    ) as unknown as Told
  }
  expect(told).toEqual(hoped)
}

const valid = (operation: Operation): Question => ({
  verb: operation.verb,
  path: operation.example.path,
  body: operation.example.body,
  token: operation.isSecured ? credentialFor(operation) : undefined,
})

const credentialFor = ({ isForBot }: Operation): string => (isForBot ? botSecretOf(stack.plan) : token)

function note(operation: Operation, name: string, { code }: Answer): void {
  seen.set(operation.id, (seen.get(operation.id) ?? new Set()).add(name))
  if (code !== undefined) codes.add(code)
}

const always =
  (...told: Told): (() => Told) =>
  () =>
    told

const whenSecured =
  (question: Partial<Question>): Mistake =>
  ({ isSecured }) =>
    isSecured ? question : undefined

const isId = ({ schema }: Operation['path'][number]): boolean => schema?.format === 'uuid'

describe('a caller', () => {
  it('a caller without a token is asked for one', () =>
    makeMistake('no token', whenSecured({ token: undefined }), always(401, 'UNAUTHENTICATED')))

  it('a caller with a token of another issuer is refused', async () => {
    const authority = await createTestAuthority()
    const foreign = await authority.issue('01936f2e-7c1a-7000-8000-00000000000a')
    await makeMistake('foreign token', whenSecured({ token: foreign }), always(401, 'TOKEN_INVALID'))
  })

  it('a caller with a token whose signature is by another key is refused', async () => {
    const authority = await createTestAuthority()
    const foreign = await authority.issue('01936f2e-7c1a-7000-8000-00000000000a')
    const forged = [...token.split('.').slice(0, 2), foreign.split('.')[2]].join('.')
    await makeMistake('forged token', whenSecured({ token: forged }), always(401, 'TOKEN_INVALID'))
  })

  it('a caller with something that is no token is refused', () =>
    makeMistake(
      'no such scheme',
      whenSecured({ headers: { authorization: 'Basic YTpi' } }),
      always(401, 'TOKEN_INVALID'),
    ))
})

describe('a body', () => {
  it('a body that is no JSON is refused', () =>
    makeMistake(
      'bad JSON',
      ({ takesJson }) => (takesJson ? { body: '{"a":' } : undefined),
      always(400, 'BODY_NOT_JSON'),
    ))

  it('a body of another content type is refused', () =>
    makeMistake(
      'wrong content type',
      ({ takesJson, takesForm }) =>
        takesJson || takesForm
          ? { body: 'name=Alice', headers: { 'content-type': 'text/plain' } }
          : undefined,
      ({ takesForm }) => [415, takesForm ? 'MEDIA_NOT_MULTIPART' : 'UNSUPPORTED_MEDIA_TYPE'],
    ))

  it('a body that is too large is refused', () =>
    makeMistake(
      'too large',
      ({ takesJson, takesForm }) => {
        if (takesForm) return { body: formOf(21 * 1024 * 1024) }
        return takesJson ? { body: { padding: 'x'.repeat(300 * 1024) } } : undefined
      },
      ({ id, takesForm }) => [413, takesForm ? tooLargeFile[id]! : 'BODY_TOO_LARGE'],
    ))

  it('a body with a field of the wrong type is refused at the field', () =>
    makeMistake(
      'wrong type',
      ({ bodyFields: [field], example }) =>
        field === undefined ? undefined : { body: { ...example.body, [field]: { not: 'this' } } },
      ({ bodyFields: [field] }) => [400, 'VALIDATION_FAILED', `/${field}`],
    ))

  it('a body with a field that nobody knows is refused at the field', () =>
    makeMistake(
      'unknown field',
      ({ takesJson, example }) => (takesJson ? { body: { ...example.body, surprise: 1 } } : undefined),
      always(400, 'VALIDATION_FAILED', '/surprise'),
    ))

  it('a body without a required field is refused at the field', () =>
    makeMistake(
      'missing field',
      ({ requiredFields: [field] }) => (field === undefined ? undefined : { body: {} }),
      ({ requiredFields: [field] }) => [400, 'VALIDATION_FAILED', `/${field}`],
    ))
})

describe('an address', () => {
  it('an address with an id that is none is refused at the field', () =>
    makeMistake(
      'malformed id',
      ({ template, path }) => (hasDerivedId(template, path) ? { path: withBadIds(template) } : undefined),
      ({ path }) => [400, 'VALIDATION_FAILED', `/${path.find(isId)?.name}`],
    ))

  it('an address with a number that is none is refused at the field', () =>
    makeMistake(
      'malformed number',
      ({ query, example }) => {
        const number = query.find(isDerivedNumber)
        return number === undefined ? undefined : { path: `${example.path}?${number.name}=many` }
      },
      ({ query }) => [400, 'VALIDATION_FAILED', `/${query.find(isDerivedNumber)?.name}`],
    ))

  it('an address with a number that is none inside of a nested message is refused at the field', () =>
    makeMistake(
      'malformed nested number',
      ({ query, example }) => {
        const number = query.find(isNestedNumber)
        return number === undefined ? undefined : { path: `${example.path}?${number.name}=many` }
      },
      ({ query }) => [400, 'VALIDATION_FAILED', `/${query.find(isNestedNumber)?.name?.replace('.', '/')}`],
    ))

  it('an address with a parameter that nobody knows is refused at the parameter', () =>
    makeMistake(
      'unknown parameter',
      (operation) => (isDerived(operation) ? { path: `${operation.example.path}?surprise=1` } : undefined),
      always(400, 'VALIDATION_FAILED', '/surprise'),
    ))

  it('an address with a page token of nobody is refused at the parameter', () =>
    makeMistake(
      'foreign page token',
      ({ query, example }) =>
        query.some(({ name }) => name === 'page_token')
          ? { path: `${example.path}?page_token=bm9wZQ` }
          : undefined,
      always(400, 'PAGE_TOKEN_INVALID', '/page_token'),
    ))

  it('an address without a valid signature shows no picture', () =>
    makeMistake(
      'unsigned',
      ({ id, example }) =>
        id === 'DownloadPhoto' ? { path: `${example.path}?viewer=a&exp=1&sig=b` } : undefined,
      always(403, 'MEDIA_URL_INVALID'),
    ))

  it('an address asked with a method that it does not have names those it has', async () => {
    const allowed: Record<string, string | null> = {}
    await makeMistake(
      'wrong method',
      ({ template }) => ({ verb: otherVerb(template), body: undefined }),
      always(405, 'METHOD_NOT_ALLOWED'),
    )
    for (const { id, template, example } of operations) {
      const { headers } = await ask(stack.url, { verb: otherVerb(template), path: example.path })
      allowed[id] = headers.get('allow')
    }
    for (const { id, verb } of operations)
      expect(`${id}: ${allowed[id]}`).toMatch(new RegExp(`: .*\\b${verb}\\b`))
  })

  it('an address where nothing is says so, whatever the method', async () => {
    for (const verb of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await ask(stack.url, { verb, path: '/v1/nowhere', token })).toMatchObject({
        status: 404,
        code: 'ROUTE_NOT_FOUND',
      })
  })

  it('an address with broken percent-encoding is refused', async () => {
    expect(await ask(stack.url, { verb: 'GET', path: '/v1/profiles/%zz', token })).toMatchObject({
      status: 400,
      code: 'URL_INVALID',
    })
  })
})

describe('a header', () => {
  it('an Idempotency-Key that is none is refused', () =>
    makeMistake(
      'bad idempotency key',
      (operation) =>
        operation.verb === 'POST' && operation.isSecured && operation.takesJson
          ? { headers: { 'idempotency-key': 'x'.repeat(256) } }
          : undefined,
      always(400, 'IDEMPOTENCY_KEY_INVALID'),
    ))
})

describe('a limit', () => {
  it('a limit that is used up is told with the time to wait, for every operation', async () => {
    const gateway = await openSecondGateway(stack, { rateLimitScale: 0.001 })
    try {
      const told: Record<string, unknown> = {}
      for (const operation of operations) {
        const answer = await askUntilRefused(gateway.url, operation)
        note(operation, 'rate limit', answer)
        told[operation.id] = [answer.status, answer.code, Number(answer.headers.get('retry-after')) > 0]
      }
      expect(told).toEqual(Object.fromEntries(operations.map(({ id }) => [id, [429, 'RATE_LIMITED', true]])))
    } finally {
      await gateway.stop()
    }
  })
})

/** One request is enough for people; the bot, who speaks for many, has a few more. */
async function askUntilRefused(url: string, operation: Operation): Promise<Answer> {
  for (let asked = 0; asked < 8; asked++) {
    const answer = await ask(url, valid(operation)).catch(() => undefined)
    if (answer?.status === 429) return answer
  }
  return ask(url, valid(operation))
}

describe('the table', () => {
  it('the table of failures covers every operation with every mistake that can be made with it', () => {
    const missing = operations.flatMap((operation) =>
      mistakesWith(operation).flatMap((name) =>
        seen.get(operation.id)?.has(name) ? [] : [`${operation.id}: ${name}`],
      ),
    )
    expect(missing).toEqual([])
    expect(operations.length).toBeGreaterThan(30)
  })

  it('every code that the failures met has a page', async () => {
    for (const code of codes) {
      const page = await fetch(`${stack.url}/problems/${code.toLowerCase().replaceAll('_', '-')}`)
      expect(`${code} ${page.status}`).toBe(`${code} 200`)
    }
  })
})

function mistakesWith({
  isSecured,
  takesJson,
  takesForm,
  bodyFields,
  path,
  query,
  template,
}: Operation): string[] {
  return [
    'wrong method',
    'rate limit',
    ...(isSecured ? ['no token', 'foreign token', 'forged token', 'no such scheme'] : []),
    ...(takesJson ? ['bad JSON', 'unknown field'] : []),
    ...(takesJson || takesForm ? ['wrong content type', 'too large'] : []),
    ...(bodyFields.length > 0 ? ['wrong type'] : []),
    ...(hasDerivedId(template, path) ? ['malformed id'] : []),
    ...(query.some(isNestedNumber) ? ['malformed nested number'] : []),
  ]
}

/** Written by hand beside the contract: these pass over what they do not know. */
const handWritten = new Set([
  'GetHealth',
  'DownloadPhoto',
  'DownloadExport',
  'UploadPhoto',
  'SubmitVerification',
  'ReadVerificationVideo',
])
const tooLargeFile: Readonly<Record<string, string>> = {
  UploadPhoto: 'MEDIA_TOO_LARGE',
  SubmitVerification: 'VIDEO_TOO_LARGE',
}
const isDerived = ({ id }: Operation): boolean => !handWritten.has(id)
const hasDerivedId = (template: string, path: Operation['path']): boolean =>
  path.some(isId) && !template.endsWith('/{size}')
const withBadIds = (template: string): string => template.replaceAll(/\{\w+\}/g, 'nobody')
const isNumber = ({ schema }: Operation['query'][number]): boolean => schema?.type === 'integer'
const isNestedNumber = (one: Operation['query'][number]): boolean =>
  isNumber(one) && one.name?.includes('.') === true
const isDerivedNumber = (one: Operation['query'][number]): boolean =>
  isNumber(one) && one.name !== 'exp' && !isNestedNumber(one)

function otherVerb(template: string): string {
  const taken = operations.filter((operation) => operation.template === template).map(({ verb }) => verb)
  return ['DELETE', 'PUT', 'PATCH', 'POST', 'GET'].find((verb) => !taken.includes(verb)) ?? ''
}

function formOf(bytes: number): FormData {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg')
  return form
}
