import { AppError, type Principal } from '@kindred/kernel'

import type { Access } from '../contract/contract.js'

/** What an RPC asks of its callers. */
interface Asked {
  readonly access: Access
  /** Whether it is offered to a person whose account waits for its deletion. */
  readonly whileLeaving?: boolean | undefined
}

/** Whether the principal may call an RPC with this policy. */
export function mayCall({ access, whileLeaving = false }: Asked, principal: Principal): boolean {
  const isStaying = access === 'PUBLIC' || whileLeaving || !isLeaving(principal)
  return isStaying && isAllowed(access, principal)
}

/** Throws UNAUTHENTICATED, FORBIDDEN or ACCOUNT_LEAVING unless the principal may call an RPC with this policy. */
export function requireAccess({ access, whileLeaving = false }: Asked, principal: Principal): void {
  if (isAllowed(access, principal)) {
    if (access !== 'PUBLIC' && !whileLeaving) requireStaying(principal)
    return
  }
  if (principal.kind === 'anonymous') {
    throw new AppError({
      kind: 'unauthenticated',
      code: 'UNAUTHENTICATED',
      detail: 'This call needs an access token.',
    })
  }
  throw new AppError({
    kind: 'forbidden',
    code: 'FORBIDDEN',
    detail: `This call is only for ${callers[access]}.`,
  })
}

/** Throws ACCOUNT_LEAVING for a person whose account waits for its deletion. */
export function requireStaying(principal: Principal): void {
  if (!isLeaving(principal)) return
  throw new AppError({
    kind: 'forbidden',
    code: 'ACCOUNT_LEAVING',
    detail: 'This account waits for its deletion. Take that back first.',
  })
}

const isLeaving = (principal: Principal): boolean => principal.kind === 'user' && principal.leaving === true

function isAllowed(access: Access, principal: Principal): boolean {
  if (access === 'PUBLIC') return true
  if (access === 'BOT' || access === 'SERVICE') return principal.kind === access.toLowerCase()
  if (principal.kind !== 'user') return false
  const { roles } = principal
  if (access === 'ADMIN') return roles.includes('admin')
  return access === 'USER' || roles.includes('moderator') || roles.includes('admin')
}

const callers: Record<Access, string> = {
  PUBLIC: 'anyone',
  USER: 'people',
  BOT: 'the bot',
  SERVICE: 'services of Kindred',
  MODERATOR: 'moderators',
  ADMIN: 'admins',
}
