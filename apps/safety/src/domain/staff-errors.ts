import { AppError } from '@kindred/kernel'

export const caseNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'CASE_NOT_FOUND', detail: 'There is no such case.' })

export const caseQueueEmpty = (): AppError =>
  new AppError({ kind: 'notFound', code: 'CASE_QUEUE_EMPTY', detail: 'No case waits for you.' })

export const caseClaimed = (): AppError =>
  new AppError({ kind: 'conflict', code: 'CASE_CLAIMED', detail: 'Somebody else works on this case.' })

export const caseClosed = (): AppError =>
  new AppError({ kind: 'wrongState', code: 'CASE_CLOSED', detail: 'This case is closed.' })

export const caseOwnDecision = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'CASE_OWN_DECISION',
    detail: 'The appeal is against your own decision. Somebody else looks at it.',
  })

export const caseAboutYourself = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'CASE_ABOUT_YOURSELF',
    detail: 'You are the person that this is about, or one who reported.',
  })

export const notStaff = (): AppError =>
  new AppError({
    kind: 'forbidden',
    code: 'NOT_STAFF',
    detail: 'Only moderators and admins can claim a case.',
  })

export const caseNotClaimed = (): AppError =>
  new AppError({ kind: 'forbidden', code: 'CASE_NOT_CLAIMED', detail: 'Claim the case to see it.' })

export const claimLost = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'CLAIM_LOST',
    detail: 'The claim is over: its time ran out, or the case was given back or decided.',
  })

export const caseChanged = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'CASE_CHANGED',
    detail: 'More came in since you looked at this case. Look again, then decide.',
  })

export const measureNotPossible = (field: string, detail: string): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'MEASURE_NOT_POSSIBLE',
    detail,
    fields: [{ pointer: `/${field}`, code: 'NOT_POSSIBLE', detail }],
  })

export const nothingToTakeBack = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'NOTHING_TO_TAKE_BACK',
    detail: 'You have not decided this case within the last 10 seconds.',
  })

export const personNotFound = (): AppError =>
  new AppError({ kind: 'notFound', code: 'PERSON_NOT_FOUND', detail: 'There is no such person.' })

export const nothingToLift = (): AppError =>
  new AppError({ kind: 'wrongState', code: 'NOTHING_TO_LIFT', detail: 'Nothing holds this person back.' })

export const decisionNotFound = (): AppError =>
  new AppError({
    kind: 'notFound',
    code: 'DECISION_NOT_FOUND',
    detail: 'There is no such decision about you.',
  })

export const appealAlreadyMade = (): AppError =>
  new AppError({
    kind: 'conflict',
    code: 'APPEAL_ALREADY_MADE',
    detail: 'There is one appeal, and you made it.',
  })

export const appealNotPossible = (): AppError =>
  new AppError({
    kind: 'wrongState',
    code: 'APPEAL_NOT_POSSIBLE',
    detail: 'The decision holds no longer, or is none that can be appealed.',
  })

export const appealTokenInvalid = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'APPEAL_TOKEN_INVALID',
    detail: 'This is no token for an appeal, or it is too old. Sign in again to get one.',
  })
