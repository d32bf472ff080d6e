import { AppError, type Principal } from '@kindred/kernel'

import type { Access } from '../contract/contract.js'

/** Throws UNAUTHENTICATED or FORBIDDEN unless the principal may call an RPC with this access. */
export function requireAccess(access: Access, principal: Principal): void {
  if (isAllowed(access, principal)) return
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
