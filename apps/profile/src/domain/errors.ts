import { AppError, type FieldError } from '@kindred/kernel'

const invalid = (code: string, detail: string, fields: readonly FieldError[]) =>
  new AppError({ kind: 'invalid', code, detail, fields })

export const profileExists = () =>
  new AppError({
    kind: 'conflict',
    code: 'PROFILE_EXISTS',
    detail: 'You have a profile already; change it instead.',
  })

export const profileNotFound = () =>
  new AppError({ kind: 'notFound', code: 'PROFILE_NOT_FOUND', detail: 'There is no such profile.' })

export const ownVerification = () =>
  new AppError({
    kind: 'forbidden',
    code: 'OWN_VERIFICATION',
    detail: 'Nobody says of themselves that they are verified, or are not.',
  })

export const accountDeleted = () =>
  new AppError({
    kind: 'wrongState',
    code: 'ACCOUNT_DELETED',
    detail: 'This account was deleted; sign in anew.',
  })

export const preferencesNotSet = () =>
  new AppError({
    kind: 'notFound',
    code: 'PREFERENCES_NOT_SET',
    detail: 'You have not said yet whom you want to see.',
  })

export const townQuestionEmpty = () =>
  invalid('TOWN_QUESTION_EMPTY', 'A search for towns needs a name, or a latitude and a longitude.', [
    { pointer: '/query', code: 'REQUIRED', detail: 'Say how the name begins.' },
  ])

export const profileUnderage = () =>
  invalid('PROFILE_UNDERAGE', 'Kindred is for people of 18 years and older.', [
    { pointer: '/birth_date', code: 'UNDERAGE', detail: 'The person must be at least 18 years old.' },
  ])

export const birthDateInvalid = (detail: string) =>
  invalid('BIRTH_DATE_INVALID', 'The birth date is not usable.', [
    { pointer: '/birth_date', code: 'INVALID', detail },
  ])

export const nameInvalid = (detail: string) =>
  invalid('NAME_INVALID', 'The name is not usable.', [{ pointer: '/name', code: 'INVALID', detail }])

export const namePosesAsStaff = () =>
  invalid('NAME_POSES_AS_STAFF', 'The name could be taken for one of the people who run Kindred.', [
    { pointer: '/name', code: 'POSES_AS_STAFF', detail: 'Use your first name or a nickname.' },
  ])

export const nameHasContact = () =>
  invalid('NAME_HAS_CONTACT', 'A name must not hold an address, a handle or a telephone number.', [
    { pointer: '/name', code: 'CONTACT', detail: 'Use your first name or a nickname.' },
  ])

export const textInvalid = (pointer: string, detail: string) =>
  invalid('TEXT_INVALID', 'A text is not usable.', [{ pointer, code: 'INVALID', detail }])

export const choiceUnknown = (pointer: string) =>
  invalid('CHOICE_UNKNOWN', 'A choice is not one that is offered.', [
    { pointer, code: 'UNKNOWN', detail: 'Use one of the values of the contract.' },
  ])

export const fieldRequired = (pointers: readonly string[]) =>
  invalid(
    'FIELD_REQUIRED',
    'A field that every profile has cannot be cleared.',
    pointers.map((pointer) => ({ pointer, code: 'REQUIRED', detail: 'This field must have a value.' })),
  )

export const maskPathUnknown = (pointers: readonly string[]) =>
  invalid(
    'MASK_PATH_UNKNOWN',
    'The mask names a field that cannot be changed.',
    pointers.map((pointer) => ({ pointer, code: 'UNKNOWN', detail: 'There is no such field to change.' })),
  )

export const interestUnknown = (pointers: readonly string[]) =>
  unknownEntries('INTEREST_UNKNOWN', 'An interest is not in the catalogue.', pointers)

export const languageUnknown = (pointers: readonly string[]) =>
  unknownEntries('LANGUAGE_UNKNOWN', 'A language is not in the catalogue.', pointers)

const unknownEntries = (code: string, detail: string, pointers: readonly string[]) =>
  invalid(
    code,
    detail,
    pointers.map((pointer) => ({ pointer, code: 'UNKNOWN', detail: 'The catalogue does not hold this id.' })),
  )

export const ageRangeInvalid = () =>
  invalid('AGE_RANGE_INVALID', 'The oldest age is below the youngest.', [
    { pointer: '/max_age', code: 'BELOW_MIN_AGE', detail: 'Must not be below min_age.' },
  ])

export const heightRangeInvalid = () =>
  invalid('HEIGHT_RANGE_INVALID', 'The least height is above the greatest.', [
    {
      pointer: '/filters/min_height_cm',
      code: 'ABOVE_MAX_HEIGHT',
      detail: 'Must not be above max_height_cm.',
    },
  ])

export const photoNotUsable = (pointers: readonly string[]) =>
  invalid(
    'PHOTO_NOT_USABLE',
    'Only your own photos that were approved can be shown.',
    pointers.map((pointer) => ({ pointer, code: 'NOT_USABLE', detail: 'Not an approved photo of yours.' })),
  )

export const positionInvalid = () =>
  invalid('POSITION_INVALID', 'The position is not on Earth.', [
    { pointer: '/latitude', code: 'INVALID', detail: 'Must be a number of degrees.' },
    { pointer: '/longitude', code: 'INVALID', detail: 'Must be a number of degrees.' },
  ])

export const locationChangedTooOften = (retryAfter: number) =>
  new AppError({
    kind: 'rateLimited',
    code: 'LOCATION_CHANGED_TOO_OFTEN',
    detail: 'A place can change 6 times an hour and 20 times a day.',
    retryAfter,
  })

export const accountNotKnown = () =>
  new AppError({
    kind: 'unavailable',
    code: 'ACCOUNT_NOT_KNOWN_YET',
    detail: 'The sign-in was a moment ago and is not known everywhere yet. Try again.',
    retryAfter: 1,
  })
