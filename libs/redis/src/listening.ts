import type { Redis as Client } from 'ioredis'

/** What is done with what is said on a channel. */
interface Ear {
  readonly channel: string
  readonly take: (message: string) => void
  readonly onHearing: () => void
}

/** One connection that hears channels; a connection that listens can do nothing else. */
export interface Listening {
  /**
   * Takes what is said on a channel from now on. What is said while Redis is away is lost: `onHearing` is called whenever hearing begins,
   * at first and again. Returns how to stop.
   */
  listen(channel: string, take: (message: string) => void, onHearing?: () => void): () => void
  stop(): void
}

/** What it was told to hear it hears again after the connection was lost, and a ping shows when it is dead. */
const patient = { enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined }
const pingEveryMs = 1_000

/** Listens over a connection like that of `client`, which is made when it is first needed. */
export function createListening(client: Client): Listening {
  const ears = new Set<Ear>()
  let connection: Client | undefined
  let pinging: NodeJS.Timeout | undefined

  function open(): Client {
    const opened = client.duplicate(patient)
    let wasReady = false
    opened.on('error', () => undefined)
    opened.on('message', (channel, message) => {
      for (const ear of ears) if (ear.channel === channel) ear.take(message)
    })
    opened.on('ready', () => {
      if (wasReady) hearAgain(opened)
      wasReady = true
    })
    pinging = setInterval(() => {
      if (opened.status === 'ready') opened.ping().catch(() => undefined)
    }, pingEveryMs)
    return opened
  }

  /** By then the channels have been named to Redis again, and a ping is answered after that. */
  function hearAgain(opened: Client): void {
    opened.ping().then(
      () => ears.forEach((ear) => ear.onHearing()),
      () => undefined,
    )
  }

  return {
    listen(channel, take, onHearing = () => undefined) {
      const ear = { channel, take, onHearing }
      ears.add(ear)
      connection ??= open()
      connection.subscribe(channel).then(
        () => ears.has(ear) && onHearing(),
        () => undefined,
      )
      return () => {
        ears.delete(ear)
        if (![...ears].some((one) => one.channel === channel))
          connection?.unsubscribe(channel).catch(() => undefined)
      }
    },
    stop() {
      clearInterval(pinging)
      connection?.disconnect()
    },
  }
}
