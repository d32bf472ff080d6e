import { afterEach, describe, expect, it } from 'vitest'

import { AuthServiceService } from '@kindred/contracts/auth'
import { AppError, type Principal } from '@kindred/kernel'

import type { Access } from '../src/index.js'
import { type Handlers, implement } from '../src/index.js'
import { requireAccess } from '../src/server/access.js'
import { authenticate, closeAll, connect, partly, startServer } from './harness.js'

const codeOf = (access: Access, principal: Principal): string => {
  try {
    requireAccess({ access }, principal)
    return 'OK'
  } catch (error) {
    return error instanceof AppError ? error.code : 'OTHER'
  }
}

afterEach(closeAll)

describe('the access policy', () => {
  const anonymous: Principal = { kind: 'anonymous' }
  const [yes, no, who] = ['OK', 'FORBIDDEN', 'UNAUTHENTICATED']
  it.each([
    ['PUBLIC', yes, yes, yes, yes, yes, yes],
    ['USER', who, yes, yes, yes, no, no],
    ['MODERATOR', who, no, yes, yes, no, no],
    ['ADMIN', who, no, no, yes, no, no],
    ['BOT', who, no, no, no, yes, no],
    ['SERVICE', who, no, no, no, no, yes],
  ] as const)(
    '%s: nobody %s, person %s, moderator %s, admin %s, bot %s, service %s',
    async (access, ...expected) => {
      const tokens = ['alice', 'moderator', 'admin', 'bot', 'service']
      const principals = [anonymous, ...(await Promise.all(tokens.map(authenticate)))]
      expect(principals.map((principal) => codeOf(access, principal))).toEqual(expected)
    },
  )
})

describe('a token', () => {
  type AuthHandlers = Handlers<object, typeof AuthServiceService>
  const seen: Principal[] = []
  const page = { pageSize: 0, pageToken: '' }
  const serveAuth = () => {
    const handlers: Partial<AuthHandlers> = {
      getJwks: async (_context, _request, call) => {
        seen.push(call.principal)
        return { keys: [] }
      },
    }
    return startServer([implement(AuthServiceService, partly<AuthHandlers>(handlers), {})], { name: 'auth' })
  }

  it('that is bad makes the caller of a public RPC anonymous', async () => {
    const auth = connect(AuthServiceService, (await serveAuth()).address)
    await auth.getJwks({}, { token: 'forged' })
    await auth.getJwks({}, { token: 'alice' })
    expect(seen.map(({ kind }) => kind)).toEqual(['anonymous', 'user'])
  })

  it('that is bad is refused everywhere else', async () => {
    const auth = connect(AuthServiceService, (await serveAuth()).address)
    await expect(auth.listSessions(page, { token: 'forged' })).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
    })
    await expect(auth.listSessions(page, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    await expect(auth.listSessions(page, { token: 'service' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
