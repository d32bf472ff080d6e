import { KindredError } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { failureKey } from '../../app/failure.js'

const texts: Readonly<Record<string, Key>> = {
  MEDIA_TOO_LARGE: 'photos-error-large',
  MEDIA_UNSUPPORTED: 'photos-error-kind',
  MEDIA_UNREADABLE: 'photos-error-kind',
  MEDIA_TOO_MANY_PIXELS: 'photos-error-large',
  MEDIA_TOO_SMALL: 'photos-error-small',
  MEDIA_QUOTA_REACHED: 'photos-error-many',
  MEDIA_BUSY: 'app-failed-often',
}

/** Why a picture could not be added. */
export const photoFailureKey = (error: unknown): Key =>
  (error instanceof KindredError ? texts[error.code] : undefined) ?? failureKey(error)

/** Whether sending the same picture again may help. */
export const mayRetry = (error: unknown): boolean =>
  !(error instanceof KindredError) || !(error.code in texts) || error.code === 'MEDIA_BUSY'
