import type { ClientEnd } from './line.js'

interface Frame {
  readonly type: string
  readonly cursor?: string
  readonly data: { readonly cursor?: string; readonly message?: { readonly seq: number } }
}

/** A client without a library that keeps the cursor of the newest frame, comes back when its line breaks and says where it stopped: in `auth`, or by `resume` once it is ready. */
export function openListener(open: () => ClientEnd, how: 'auth' | 'resume') {
  const seqs: number[] = []
  let cursor = '0'
  let resyncs = 0

  function connect(): void {
    const line = open()
    const say = (type: string, data: object): void => line.send(JSON.stringify({ type, id: type, data }))
    line.addEventListener('open', () =>
      say('auth', { access_token: 'token', ...(how === 'auth' && { cursor }) }),
    )
    line.addEventListener('message', ({ data }: { data: string }) => {
      const frame = JSON.parse(data) as Frame
      if (frame.type === 'ready' && how === 'resume' && cursor !== frame.data.cursor)
        say('resume', { cursor })
      if (frame.type === 'message.created') seqs.push(frame.data.message!.seq)
      if (frame.type === 'resync.required') resyncs += 1
      cursor = frame.cursor ?? cursor
    })
    line.addEventListener('close', () => setTimeout(connect, 200))
  }

  connect()
  return { seqs, resyncs: () => resyncs }
}
