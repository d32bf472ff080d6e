/** One refused field of a problem. */
export interface ProblemField {
  /** JSON pointer into the request, RFC 6901. */
  readonly pointer: string
  /** Stable code of the rule, UPPER_SNAKE. */
  readonly code: string
  /** One sentence for a developer. */
  readonly detail: string
}

/** An RFC 9457 problem document as Kindred's gateway answers it. */
export interface Problem {
  readonly type: string
  readonly title: string
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly detail: string
  /** Stable error code, UPPER_SNAKE; the one to compare. */
  readonly code: string
  readonly instance?: string
  readonly request_id?: string
  readonly errors?: readonly ProblemField[]
  /** What can be worked with beyond the code, such as `ends_at` of a suspension. */
  readonly facts?: Readonly<Record<string, string>>
}

const shutOut = new Set(['ACCOUNT_SUSPENDED', 'ACCOUNT_BANNED'])

/** True for the refusal of a person whose account is suspended or banned; its facts are `rule`, `appeal_token` and, of a suspension, `ends_at`. */
export const isShutOut = (error: unknown): error is KindredError =>
  error instanceof KindredError && shutOut.has(error.code)

/** Every error of the client: the gateway's problem, or `NETWORK_FAILED` when there was no answer. */
export class KindredError extends Error {
  readonly problem: Problem
  readonly code: string
  readonly status: number
  /** Seconds to wait before a retry makes sense. */
  readonly retryAfter: number | undefined

  constructor(problem: Problem, options: { retryAfter?: number | undefined; cause?: unknown } = {}) {
    super(`${problem.code}: ${problem.detail}`, { cause: options.cause })
    this.name = 'KindredError'
    this.problem = problem
    this.code = problem.code
    this.status = problem.status
    this.retryAfter = options.retryAfter
  }
}

export function networkError(cause: unknown): KindredError {
  const problem = {
    type: 'about:blank',
    title: 'No answer',
    status: 0,
    detail: 'Kindred could not be reached.',
    code: 'NETWORK_FAILED',
  }
  return new KindredError(problem, { cause })
}

/** The error of an HTTP answer that is not ok. */
export async function responseError(response: Response): Promise<KindredError> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined
  const body: unknown = await response.json().catch(() => undefined)
  return new KindredError(isProblem(body) ? body : foreignProblem(response), { retryAfter })
}

function foreignProblem(response: Response): Problem {
  const detail = `The answer with status ${response.status} was not a problem document.`
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail,
    code: 'UNEXPECTED_ANSWER',
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body && 'detail' in body
}
