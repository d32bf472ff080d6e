import { AppError } from '@kindred/kernel'

export const timeZoneUnknown = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'TIME_ZONE_UNKNOWN',
    detail: 'time_zone must be an IANA name, for example Europe/Berlin.',
    fields: [{ pointer: '/time_zone', code: 'UNKNOWN', detail: 'There is no such time zone.' }],
  })

export const kindAlwaysOn = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'KIND_ALWAYS_ON',
    detail: 'What is decided about a person is told always.',
    fields: [{ pointer: '/kinds', code: 'ALWAYS_ON', detail: 'SAFETY cannot be switched off.' }],
  })

export const textsIncomplete = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'TEXTS_INCOMPLETE',
    detail: 'Give one text for each language that Kindred speaks, at least two.',
    fields: [{ pointer: '/texts', code: 'INCOMPLETE', detail: 'A language is missing, or there twice.' }],
  })

export const notAdmin = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'NOT_ADMIN', detail: 'Only admins send news to many people.' })

export const broadcastNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'BROADCAST_NOT_FOUND', detail: 'There are no such news.' })

export const broadcastNotReady = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'BROADCAST_NOT_READY',
    detail: 'Wait until it is counted who would get it; what was stopped cannot be sent.',
  })

export const stateChanged = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'STATE_CHANGED',
    detail: 'The value was written by somebody else meanwhile. Read it again.',
  })

export const stateFull = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'STATE_FULL',
    detail: 'No more keys can be used for this person. Write one that is there, or forget one.',
  })

export const botMessageNotFound = (): AppError =>
  new AppError({
    kind: 'notFound',
    code: 'BOT_MESSAGE_NOT_FOUND',
    detail: 'Nothing is known of this message of the bot.',
  })

export const conversationNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'CONVERSATION_NOT_FOUND', detail: 'You have no such conversation.' })

export const deliveryNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'DELIVERY_NOT_FOUND', detail: 'There is no such delivery.' })
