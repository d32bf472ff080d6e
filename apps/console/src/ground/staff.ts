/** What the bearer of an access token may do here. To show and to hide: the server decides. */
export interface Staff {
  readonly userId: string
  readonly isModerator: boolean
  readonly isAdmin: boolean
}

/** Reads who an access token was issued to; nobody for what is no token. */
export function staffOf(accessToken: string | undefined): Staff {
  const { sub, roles } = claimsOf(accessToken?.split('.')[1] ?? '')
  const has = (role: string): boolean => Array.isArray(roles) && roles.includes(role)
  const isAdmin = has('admin')
  return { userId: typeof sub === 'string' ? sub : '', isAdmin, isModerator: isAdmin || has('moderator') }
}

function claimsOf(payload: string): { sub?: unknown; roles?: unknown } {
  try {
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof claims === 'object' && claims !== null ? claims : {}
  } catch {
    return {}
  }
}
