import { Server, ServerCredentials, type UntypedHandleCall } from '@grpc/grpc-js'

/** A plain grpc-js server, for what ours would never do. */
export async function startRawServer(path: string, handle: UntypedHandleCall) {
  const server = new Server()
  const asIs = (bytes: Buffer): Buffer => bytes
  const coding = {
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  }
  const method = { path, requestStream: false, responseStream: false, ...coding }
  server.addService({ [path]: method }, { [path]: handle })
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    )
  })
  return { port, address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() }
}
