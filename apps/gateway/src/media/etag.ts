/** True when If-None-Match (RFC 9110 §13.1.2, weak comparison) names the tag or anything. */
export function noneMatchHolds(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

/** True when a range may be answered: there is no If-Range (RFC 9110 §13.1.5, strong comparison), or it names the tag. */
export const rangeHolds = (header: string | readonly string[] | undefined, etag: string): boolean =>
  header === undefined || (typeof header === 'string' && header.trim() === etag)
