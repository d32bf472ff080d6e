/** A role as the account and the token carry it. */
export type RoleName = 'moderator' | 'admin'
