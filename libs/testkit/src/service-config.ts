import type { TestAuthority } from './test-authority.js'

/** What every service is told in a test: ports that are free, no log, and whom to trust. */
export const testServiceConfig = (authority: TestAuthority, databaseUrl: string) => ({
  host: '127.0.0.1',
  rpcPort: 0,
  opsPort: 0,
  databaseUrl,
  issuer: authority.issuer,
  audience: authority.audience,
  serviceSecret: authority.serviceSecret,
  trust: { keys: authority.keys, revocations: authority.revocations },
  logLevel: 'silent',
  production: false,
})
