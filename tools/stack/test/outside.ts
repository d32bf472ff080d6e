/** What somebody sees who can read no more than the outside of an answer, and its text beside. */
export interface Outside {
  readonly status: number
  /** Names, in order. */
  readonly headers: string[]
  readonly length: number
  readonly text: string
}

/** Asks by GET, or by POST when there is a body. */
export async function readOutside(
  url: string,
  { token, body }: { readonly token?: string | undefined; readonly body?: object | undefined } = {},
): Promise<Outside> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: [...response.headers.keys()].sort(), length: text.length, text }
}

export const withoutText = ({ status, headers, length }: Outside): Omit<Outside, 'text'> => ({
  status,
  headers,
  length,
})
