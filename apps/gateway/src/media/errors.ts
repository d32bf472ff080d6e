import { AppError } from '@kindred/kernel'

export const notMultipart = () =>
  new AppError({
    kind: 'unsupportedMedia',
    code: 'MEDIA_NOT_MULTIPART',
    detail: 'Send the file as multipart/form-data, in a field named "file".',
  })

export const formInvalid = (cause?: unknown) =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_FORM_INVALID',
    detail: 'The form is damaged, not complete or has too many fields.',
    cause,
  })

export const fileMissing = () =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_FILE_MISSING',
    detail: 'The form has no file.',
    fields: [
      {
        pointer: '/file',
        code: 'REQUIRED',
        detail: 'Put it into a field named "file", with a file name.',
      },
    ],
  })

export const onlyOneFile = () =>
  new AppError({
    kind: 'invalid',
    code: 'MEDIA_ONLY_ONE_FILE',
    detail: 'Send one file at a time, in the field "file".',
    fields: [{ pointer: '/file', code: 'TOO_MANY', detail: 'There must be one file and no other.' }],
  })

export const tooLarge = (maxBytes: number) =>
  new AppError({
    kind: 'tooLarge',
    code: 'MEDIA_TOO_LARGE',
    detail: `A picture may have at most ${maxBytes} bytes.`,
  })

export const videoTooLarge = (maxBytes: number) =>
  new AppError({
    kind: 'tooLarge',
    code: 'VIDEO_TOO_LARGE',
    detail: `A video note may have at most ${maxBytes} bytes.`,
  })

export const rangeNotSatisfiable = () =>
  new AppError({
    kind: 'rangeNotSatisfiable',
    code: 'RANGE_NOT_SATISFIABLE',
    detail: 'The file is shorter than that. Content-Range says how long it is.',
  })

export const urlInvalid = () =>
  new AppError({
    kind: 'forbidden',
    code: 'MEDIA_URL_INVALID',
    detail:
      'This address was not signed for this picture and viewer. Use the one from the response that carried the photo.',
  })

export const photosUnavailable = () =>
  new AppError({
    kind: 'unavailable',
    code: 'UNAVAILABLE',
    detail: 'Who may see which photo is not known yet. Try again soon.',
  })

export const urlExpired = () =>
  new AppError({
    kind: 'forbidden',
    code: 'MEDIA_URL_EXPIRED',
    detail: 'This address has expired. Fetch the resource that carried the photo again for a fresh one.',
  })
