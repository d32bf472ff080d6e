/** One entry of a generated service definition. */
export interface RpcMethod<Req = unknown, Res = unknown> {
  readonly path: string
  readonly requestStream: boolean
  readonly responseStream: boolean
  requestSerialize(value: Req): Buffer
  requestDeserialize(bytes: Buffer): Req
  responseSerialize(value: Res): Buffer
  responseDeserialize(bytes: Buffer): Res
}

/** The request message of an entry of a generated service definition. */
export type RequestOf<Method> = Method extends { requestDeserialize(bytes: Buffer): infer Req } ? Req : never

/** The response message of an entry of a generated service definition. */
export type ResponseOf<Method> = Method extends { responseDeserialize(bytes: Buffer): infer Res }
  ? Res
  : never
