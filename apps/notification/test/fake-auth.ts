import {
  AuthServiceService,
  type FilterAudienceRequest,
  type GetAccountRequest,
} from '@kindred/contracts/auth'
import { createTokenVerifier } from '@kindred/identity'
import { systemClock } from '@kindred/kernel'
import { createRpcServer, type Handlers, implement } from '@kindred/rpc'
import { type TestAuthority, testLog } from '@kindred/testkit'

/** Auth as far as notification asks it: who reads which language, and who is staff. */
export async function startAuth(authority: TestAuthority) {
  const languages = new Map<string, string>()
  const roles = new Map<string, string>()
  const handlers = {
    filterAudience: async (_context: object, { userIds, language }: FilterAudienceRequest) => ({
      userIds: userIds.filter((id) => language === undefined || languages.get(id) === language),
    }),
    getAccount: async (_context: object, { userId }: GetAccountRequest) => ({
      sessions: 1,
      roles: [roles.get(userId) ?? []].flat(),
    }),
  } as unknown as Handlers<object, typeof AuthServiceService>
  const verifier = createTokenVerifier(authority.verifierOptions('auth'))
  const server = createRpcServer({
    name: 'auth',
    host: '127.0.0.1',
    port: 0,
    implementations: [implement(AuthServiceService, handlers, {})],
    authenticate: verifier.authenticate,
    log: testLog,
    clock: systemClock,
  })
  const port = await server.start()
  server.setServing(true)
  return {
    address: `127.0.0.1:${port}`,
    /** Gives somebody a role, or takes it. */
    give: (userId: string, role: string | undefined) =>
      void (role === undefined ? roles.delete(userId) : roles.set(userId, role)),
    speak: (userId: string, language: string) => void languages.set(userId, language),
    stop: () => server.stop(1_000),
  }
}
