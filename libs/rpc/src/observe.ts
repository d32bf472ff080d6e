/** One finished RPC. */
interface ObservedCall {
  /** `kindred.profile.v1.ProfileService/GetMyProfile`. */
  readonly method: string
  /** The stable error code, or `OK`. */
  readonly code: string
  readonly seconds: number
  /** Of the trace that it was a part of and that is recorded. */
  readonly traceId?: string | undefined
}

/** Called for every finished RPC of Kindred; for metrics. */
export type ObserveCall = (call: ObservedCall) => void
