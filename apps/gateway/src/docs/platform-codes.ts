/** The codes that no single operation owns. */
export const platformCodes: Readonly<Record<string, string>> = {
  ACCOUNT_LEAVING:
    'The account waits for its deletion. Take that back (DELETE /v1/account/deletion) and refresh the token.',
  BODY_INCOMPLETE: 'The body was not as long as its content-length said.',
  BODY_NOT_JSON: 'The body is not valid JSON, or holds a forbidden key such as "__proto__".',
  BODY_TOO_LARGE: 'The body is larger than allowed: 256 KiB for JSON.',
  DEADLINE_EXCEEDED:
    'A service did not answer in time. The work may still have been done: repeat with the same Idempotency-Key.',
  FORBIDDEN: 'The caller is known but may not do this.',
  IDEMPOTENCY_IN_PROGRESS: 'A request with the same Idempotency-Key is still running. Repeat it in a moment.',
  IDEMPOTENCY_KEY_INVALID: 'Idempotency-Key must have 1 to 255 visible ASCII characters.',
  IDEMPOTENCY_KEY_REUSED:
    'This Idempotency-Key came with another body before. Use a new key for a new request.',
  INTERNAL: 'Something went wrong on our side. The request_id finds it in the logs.',
  KEYS_UNAVAILABLE: 'Tokens cannot be verified right now. Try again in a moment.',
  METHOD_NOT_ALLOWED: 'The path exists, but not with this method; the Allow header lists those it has.',
  OVERLOADED: 'The server is overloaded. Try again after Retry-After seconds.',
  PAGE_TOKEN_INVALID: 'Use next_page_token of the page before, unchanged.',
  RATE_LIMITED:
    'A limit is used up. RateLimit-Policy tells the limits, RateLimit what is left, Retry-After when to come back.',
  REQUEST_TOO_SLOW:
    'The headers or the body of the request stopped coming. The connection was closed; send it again.',
  REQUEST_INVALID: 'The request is not valid HTTP or not understood.',
  ROUTE_NOT_FOUND: 'There is no such route.',
  SESSION_REVOKED: 'The session was ended, here or on another device. Sign in again.',
  TOKEN_EXPIRED: 'The access token has expired. Exchange the refresh token for a new pair.',
  TOKEN_INVALID: 'The access token is not one of ours. Sign in again.',
  UNAUTHENTICATED: 'This operation needs an access token: Authorization: Bearer <token>.',
  UNSUPPORTED_MEDIA_TYPE:
    'The route does not read a body of this content-type or content-encoding; most read application/json, uncompressed.',
  URL_INVALID: 'The path is not valid percent-encoding.',
  VALIDATION_FAILED: 'Some fields are not valid; "errors" names each with a pointer and a code.',
}
