import { AppError } from '@kindred/kernel'

const invalid = (code: string, detail: string): AppError => new AppError({ kind: 'invalid', code, detail })

export const upgradeRequired = (): AppError =>
  invalid(
    'WEBSOCKET_REQUIRED',
    'This address speaks WebSocket only: send an upgrade with the subprotocol kindred.v1.',
  )

export const subprotocolRequired = (): AppError =>
  invalid('SUBPROTOCOL_REQUIRED', 'Offer the subprotocol kindred.v1.')

export const tokenInUrl = (): AppError =>
  invalid(
    'TOKEN_IN_URL',
    'Addresses end up in logs. Send the access token in the first frame, never in the address.',
  )

export const originRefused = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'ORIGIN_REFUSED', detail: 'Pages of this origin may not connect.' })

export const restarting = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'GATEWAY_RESTARTING',
    detail: 'The gateway is restarting; connect again.',
    retryAfter: 1,
  })

export const frameMalformed = (): AppError =>
  invalid(
    'FRAME_MALFORMED',
    'A frame is a JSON object {type, id?, data?}; id is a text of at most 64 characters.',
  )

export const frameUnknown = (): AppError => invalid('FRAME_UNKNOWN', 'There is no frame of this type.')

export const binaryRefused = (): AppError => invalid('FRAME_BINARY', 'Frames are text.')

export const signInFirst = (): AppError =>
  new AppError({ kind: 'unauthenticated', code: 'UNAUTHENTICATED', detail: 'The first frame must be auth.' })

export const otherPerson = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'AUTH_OTHER_USER',
    detail: 'This socket belongs to another person. Open a new one.',
  })

export const liveUnavailable = (): AppError =>
  new AppError({
    kind: 'unavailable',
    code: 'CHAT_UNAVAILABLE',
    detail: 'Live events are not available right now.',
    retryAfter: 1,
  })
