import { KindredError } from '@kindred/client'
import type { Key } from '@kindred/locales'

const texts: Readonly<Record<string, Key>> = {
  MEDIA_TOO_LARGE: 'photos-error-large',
  MEDIA_UNSUPPORTED: 'photos-error-kind',
  MEDIA_UNREADABLE: 'photos-error-kind',
  MEDIA_TOO_MANY_PIXELS: 'photos-error-large',
  MEDIA_TOO_SMALL: 'photos-error-small',
  MEDIA_QUOTA_REACHED: 'photos-error-many',
}

/** Why a picture could not be added. */
export const photoFailureKey = (error: unknown): Key =>
  (error instanceof KindredError ? texts[error.code] : undefined) ?? 'photos-error-sent'

/** Whether sending the same picture again may help. */
export const mayRetry = (error: unknown): boolean => !(error instanceof KindredError) || !(error.code in texts)
