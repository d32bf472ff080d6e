/**
 * The one table of error kinds: gRPC status code (google.rpc.Code) and HTTP status (RFC 9110) of each.
 * Nothing else in Kindred knows these numbers.
 */
export const errorKinds = {
  invalid: { grpc: 3, http: 400, title: 'The request is not valid' },
  unauthenticated: { grpc: 16, http: 401, title: 'Sign in first' },
  forbidden: { grpc: 7, http: 403, title: 'This is not allowed' },
  notFound: { grpc: 5, http: 404, title: 'There is no such thing' },
  methodNotAllowed: { grpc: 12, http: 405, title: 'This method is not offered here' },
  slowRequest: { grpc: 4, http: 408, title: 'The request did not arrive in time' },
  conflict: { grpc: 6, http: 409, title: 'This clashes with what is there' },
  wrongState: { grpc: 9, http: 409, title: 'This cannot be done in the present state' },
  inProgress: { grpc: 10, http: 409, title: 'The same request is still running' },
  preconditionFailed: { grpc: 9, http: 412, title: 'A condition of the request does not hold' },
  tooLarge: { grpc: 11, http: 413, title: 'The request is too large' },
  unsupportedMedia: { grpc: 3, http: 415, title: 'This kind of content is not supported' },
  rangeNotSatisfiable: { grpc: 11, http: 416, title: 'This range is not in the file' },
  unprocessable: { grpc: 9, http: 422, title: 'The request cannot be processed' },
  rateLimited: { grpc: 8, http: 429, title: 'Too many requests' },
  canceled: { grpc: 1, http: 499, title: 'The caller went away' },
  internal: { grpc: 13, http: 500, title: 'Something went wrong on our side' },
  unimplemented: { grpc: 12, http: 501, title: 'This is not offered' },
  unavailable: { grpc: 14, http: 503, title: 'A part of Kindred is not available right now' },
  deadline: { grpc: 4, http: 504, title: 'The answer took too long' },
} as const satisfies Record<string, { grpc: number; http: number; title: string }>

/** A row of the error table. */
export type ErrorKind = keyof typeof errorKinds

/** The kind for a gRPC status code that came without Kindred's details; `internal` for codes the table does not use. */
export function kindOfGrpcCode(code: number): ErrorKind {
  const preferred: Partial<Record<number, ErrorKind>> = {
    3: 'invalid',
    4: 'deadline',
    9: 'wrongState',
    11: 'invalid',
    12: 'unimplemented',
  }
  const found = Object.entries(errorKinds).find(([, row]) => row.grpc === code)
  return preferred[code] ?? (found?.[0] as ErrorKind | undefined) ?? 'internal'
}

/** The kind for an HTTP status that a library answered with; client errors without a row are `invalid`. */
export function kindOfHttpStatus(status: number): ErrorKind {
  const found = Object.entries(errorKinds).find(([, row]) => row.http === status)
  return (found?.[0] as ErrorKind | undefined) ?? (status >= 400 && status < 500 ? 'invalid' : 'internal')
}

/** True when a text is a row of the table. */
export const isErrorKind = (text: string | undefined): text is ErrorKind =>
  text !== undefined && Object.hasOwn(errorKinds, text)
