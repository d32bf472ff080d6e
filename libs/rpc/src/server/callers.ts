import { AppError, type Principal } from '@kindred/kernel'

import { loadContract, type MethodContract } from '../contract/contract.js'

/**
 * Throws CALLER_NOT_ALLOWED for a service that the contract does not name for this RPC. Where callers show certificates, `certified` reads
 * the names in that of this one: CERTIFICATE_REFUSED unless it is that of the service in the token, of the gateway where the bot calls,
 * and of an app of Kindred whoever calls.
 */
export function requireCaller(
  { policy }: MethodContract,
  principal: Principal,
  certified: (() => readonly string[]) | undefined,
): void {
  if (policy.access === 'SERVICE' && principal.kind === 'service' && !policy.callers.has(principal.service))
    throw notAllowed(policy.callers)
  if (certified === undefined || policy.access === 'PUBLIC') return
  const names = certified()
  if (policy.access === 'SERVICE' && principal.kind === 'service') requireName(names, principal.service)
  else if (policy.access === 'BOT') requireName(names, 'gateway')
  else if (!names.some(isApp)) throw refused('an app of Kindred')
}

const isApp = (name: string): boolean => loadContract().apps.has(name)

function requireName(names: readonly string[], name: string): void {
  if (!names.includes(name)) throw refused(name)
}

const notAllowed = (callers: ReadonlySet<string>): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'CALLER_NOT_ALLOWED',
    detail: `This call is only for ${[...callers].join(', ')}.`,
  })

const refused = (name: string): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'CERTIFICATE_REFUSED',
    detail: `This call needs the certificate of ${name}.`,
  })
