/** A piece of an OpenAPI document. */
export type Piece = Readonly<Record<string, unknown>>

/** An operation with its place in the document. */
export interface Operation {
  readonly verb: string
  readonly template: string
  readonly operation: Piece
}

export const ref = (kind: 'schemas' | 'responses' | 'parameters' | 'headers', name: string): Piece => ({
  $ref: `#/components/${kind}/${name}`,
})
