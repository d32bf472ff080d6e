/** Why a page's request is refused, in words for whoever sits before it. */
export class PageError extends Error {
  override readonly name = 'PageError'

  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message)
  }
}
