import type { Piece } from './openapi-types.js'

/** A parameter that must be there. */
export const required = (
  where: 'path' | 'query',
  name: string,
  of: { description: string; schema: Piece; example: unknown },
) => ({
  name,
  in: where,
  required: true,
  ...of,
})
