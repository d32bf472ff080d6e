/** The two RPCs of the usual chat service. */
export const paths = { send: '/rival.Chat/Send', follow: '/rival.Chat/Follow' } as const

/** The metadata that names who calls. */
export const userIdKey = 'user-id'
