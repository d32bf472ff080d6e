import { AppError } from '@kindred/kernel'

/** The same for a conversation that does not exist, that has ended, and that the caller is not in. */
export const conversationNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'CONVERSATION_NOT_FOUND', detail: 'You have no such conversation.' })

export const clientMessageIdReused = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'CLIENT_MESSAGE_ID_REUSED',
    detail: 'You sent another message with this client_message_id. Give each message an id of its own.',
  })

export const firstMessagesUsedUp = (freeAt: Date, now: Date): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'FIRST_MESSAGES_USED_UP',
    detail: `You began as many conversations as you may in 24 hours. You can begin the next one at ${freeAt.toISOString()}; those that are begun go on.`,
    retryAfter: Math.max(1, Math.ceil((freeAt.getTime() - now.getTime()) / 1_000)),
  })

export const partnerWritesFirst = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'PARTNER_WRITES_FIRST',
    detail: 'The other wants to write first. You can write once their first message is there.',
  })

export const contactIsShared = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'CONTACT_IS_SHARED',
    detail: 'Both of you share the contact: the other has the link, which cannot be taken back.',
  })

export const seqsExclude = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'VALIDATION_FAILED',
    detail: 'Ask for the messages before a seq or for those after one, not both.',
    fields: [{ pointer: '/after_seq', code: 'EXCLUDED', detail: 'Leave it out when before_seq is given.' }],
  })

export const nulRefused = (field: string): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'VALIDATION_FAILED',
    detail: 'A text holds the character U+0000.',
    fields: [{ pointer: `/${field}`, code: 'PATTERN', detail: 'Leave out the character U+0000.' }],
  })
