import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ServiceName, serviceNames, type Stack } from '../src/index.js'
import { findGrpcurl, grpcurl, type Said } from './grpcurl.js'
import { type Person, signIn } from './people.js'
import { createTestStack } from './test-stack.js'

const binary = findGrpcurl() ?? ''
const isMissing = binary === ''

interface Call {
  readonly method: string
  readonly data: object
}

/** For each service a call that a person may make, and one with a field that breaks a rule. */
const calls: Record<ServiceName, { allowed: Call; refused: Call & { field: string; rule: string } }> = {
  auth: {
    allowed: { method: 'ListSessions', data: {} },
    refused: { method: 'RevokeSession', data: { session_id: 'nobody' }, field: 'session_id', rule: 'FORMAT' },
  },
  profile: {
    allowed: {
      method: 'CreateProfile',
      data: { name: 'Ada', birth_date: '1996-04-12', gender: 'GENDER_WOMAN' },
    },
    refused: {
      method: 'SetMyLocation',
      data: { latitude: 100, longitude: 1 },
      field: 'latitude',
      rule: 'TOO_LARGE',
    },
  },
  discovery: {
    allowed: { method: 'ListMatches', data: { page_size: 5 } },
    refused: { method: 'Like', data: {}, field: 'target_user_id', rule: 'REQUIRED' },
  },
  media: {
    allowed: { method: 'ListMyMedia', data: {} },
    refused: { method: 'ListMyMedia', data: { page_size: 1_000 }, field: 'page_size', rule: 'TOO_LARGE' },
  },
  chat: {
    allowed: { method: 'ListConversations', data: {} },
    refused: {
      method: 'SendMessage',
      data: { conversation_id: '01936f2e-7c1a-7000-8000-00000000000a', client_message_id: 'c-1', text: ' ' },
      field: 'text',
      rule: 'REQUIRED',
    },
  },
  safety: {
    allowed: { method: 'ListMyReports', data: { page_size: 5 } },
    refused: {
      method: 'ReportPerson',
      data: {
        target_user_id: 'nobody',
        reason: 'REPORT_REASON_OTHER',
        context: { kind: 'REPORT_CONTEXT_KIND_PROFILE' },
      },
      field: 'target_user_id',
      rule: 'FORMAT',
    },
  },
  notification: {
    allowed: { method: 'GetSettings', data: {} },
    refused: { method: 'GetBotState', data: { key: '' }, field: 'key', rule: 'REQUIRED' },
  },
}

const typeOf = (service: ServiceName): string =>
  `kindred.${service}.v1.${service[0]?.toUpperCase()}${service.slice(1)}Service`

/** What a service serves beside the contract that has its name, to staff and to the bot. */
const alsoOffered: Partial<Record<ServiceName, readonly string[]>> = {
  safety: ['kindred.safety.v1.ModerationService', 'kindred.safety.v1.CaseDeskService'],
  notification: ['DeliveryService', 'BroadcastService', 'BroadcastDeskService'].map(
    (name) => `kindred.notification.v1.${name}`,
  ),
}
const offered = (service: ServiceName): string[] => [typeOf(service), ...(alsoOffered[service] ?? [])]

if (isMissing && process.env['CI'] === 'true')
  it('CI has grpcurl', () => {
    expect.fail(
      'grpcurl is missing: go install github.com/fullstorydev/grpcurl/cmd/grpcurl@latest, or set GRPCURL.',
    )
  })

describe.skipIf(isMissing)(`${isMissing ? 'needs grpcurl: ' : ''}every RPC port answers grpcurl`, () => {
  let stack: Stack
  let person: Person
  beforeAll(async () => {
    stack = await createTestStack()
    person = await signIn(stack, 'Ada')
  })
  afterAll(() => stack.stop())

  const call = (service: ServiceName, { method, data }: Call, ...flags: string[]): Promise<Said> =>
    grpcurl(binary, ...flags, '-d', JSON.stringify(data), stack.rpc[service], `${typeOf(service)}/${method}`)
  const asPerson = (): string[] => ['-H', `authorization: Bearer ${person.token()}`]

  describe.each(serviceNames)('%s', (service) => {
    it('an RPC port lists to grpcurl what it offers, health and reflection included', async () => {
      const { out } = await grpcurl(binary, stack.rpc[service], 'list')
      expect(out.trim().split('\n')).toEqual(
        [
          'grpc.health.v1.Health',
          'grpc.reflection.v1.ServerReflection',
          'grpc.reflection.v1alpha.ServerReflection',
          'kindred.account.v1.PersonDataService',
          'kindred.events.v1.InboxService',
          'kindred.events.v1.OutboxService',
          'kindred.rpc.v1.CarrierService',
          ...offered(service),
        ].sort(),
      )
    })

    it('an RPC port describes to grpcurl its calls and their fields with the comments of the contract', async () => {
      const { method, data } = calls[service].refused
      const described = await grpcurl(binary, stack.rpc[service], 'describe', `${typeOf(service)}.${method}`)
      expect(described.out).toMatch(/^\/\/ \w.+\n(\/\/ .+\n)*rpc /m)
      expect(described.out).toMatch(/\(\.kindred\.api\.v1\.policy\) = \{\s*access: ACCESS_USER/)
      const [, request = ''] = /\( \.([\w.]+) \)/.exec(described.out) ?? []
      const message = await grpcurl(binary, stack.rpc[service], 'describe', request)
      for (const field of Object.keys(data))
        expect(message.out).toMatch(new RegExp(`  // \\w.+\\n +(optional )?[\\w.]+ ${field} = `))
    })

    it('an RPC port tells grpcurl that it serves', async () => {
      const whole = await grpcurl(binary, stack.rpc[service], 'grpc.health.v1.Health/Check')
      expect(JSON.parse(whole.out)).toEqual({ status: 'SERVING' })
      const one = await grpcurl(
        binary,
        '-d',
        `{"service":"${typeOf(service)}"}`,
        stack.rpc[service],
        'grpc.health.v1.Health/Check',
      )
      expect(JSON.parse(one.out)).toEqual({ status: 'SERVING' })
    })

    it("an RPC port does for grpcurl what a person's token allows", async () => {
      const { ok, err, out } = await call(service, calls[service].allowed, ...asPerson())
      expect(err).toBe('')
      expect(ok).toBe(true)
      expect(JSON.parse(out)).toBeTypeOf('object')
    })

    it('an RPC port names to grpcurl the rule and the field that a call breaks', async () => {
      const { field, rule, ...refused } = calls[service].refused
      const { ok, err } = await call(service, refused, ...asPerson())
      expect(ok).toBe(false)
      expect(err).toContain('Code: InvalidArgument')
      expect(err).toMatch(/"reason": "VALIDATION_FAILED"/)
      expect(err).toMatch(new RegExp(`"domain": "${service}\\.kindred"`))
      expect(err).toMatch(new RegExp(`"field": "${field}"[^}]*"reason": "${rule}"`))
    })

    it('an RPC port asks grpcurl for a token', async () => {
      const { ok, err } = await call(service, calls[service].allowed)
      expect(ok).toBe(false)
      expect(err).toContain('Code: Unauthenticated')
      expect(err).toContain('"reason": "UNAUTHENTICATED"')
    })
  })
})
