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

/** The text for a picture that is refused for good; undefined where sending it again may help. */
export const photoRefusalKey = (error: unknown): Key | undefined =>
  error instanceof KindredError ? texts[error.code] : undefined

/** Whether a chosen file may be a picture, by its type; a browser may not know one. */
export const mayBePicture = ({ type }: Pick<File, 'type'>): boolean =>
  type === '' || type.startsWith('image/')
