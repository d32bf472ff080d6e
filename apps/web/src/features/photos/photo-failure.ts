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

/** Why a picture is refused for good; undefined where sending it again may help. */
export const photoRefusalKey = (error: unknown): Key | undefined =>
  error instanceof KindredError ? texts[error.code] : undefined

/** Whether a chosen file may be a picture, as far as its name tells. */
export const mayBePicture = ({ type }: Pick<File, 'type'>): boolean =>
  type === '' || type.startsWith('image/')
