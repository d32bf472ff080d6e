import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An outside classifier, as an operator may have one, that sees what it is told to see. */
export interface PlantedLooks {
  readonly url: string
  /** What it sees in every photo from now on; 0.01 at first. */
  score: number
  stop(): void
}

export async function startPlantedLooks(): Promise<PlantedLooks> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ score: looks.score, model: 'planted-1' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const looks = {
    url: `http://127.0.0.1:${port}/look`,
    score: 0.01,
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
  return looks
}
