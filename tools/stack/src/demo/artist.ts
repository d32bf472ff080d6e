import { type ChildProcess, fork } from 'node:child_process'

import type { Gender } from '@kindred/client'

/** What the drawing process is asked. */
export interface DrawRequest {
  readonly id: number
  readonly index: number
  readonly gender: Gender
  readonly photo: number
}

/** What it answers. */
export type DrawReply = { readonly id: number } & ({ readonly jpeg: Uint8Array } | { readonly fault: string })

/** Draws the photos of demo people. */
export interface Artist {
  /** A JPEG; photo 0 is the portrait. */
  draw(index: number, gender: Gender, photo: number): Promise<Uint8Array>
  close(): void
}

/** Draws in a process of its own, from its bundle; one that ended is started again for the next photo. */
export function createArtist(script: URL): Artist {
  const waiting = new Map<number, (reply: DrawReply) => void>()
  let child: ChildProcess | undefined
  let last = 0

  function launch(): ChildProcess {
    const fresh = fork(script, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    fresh.on('message', (reply: DrawReply) => waiting.get(reply.id)?.(reply))
    fresh.on('exit', () => {
      if (child === fresh) child = undefined
      for (const [id, settle] of waiting) settle({ id, fault: 'the drawing process ended' })
    })
    return fresh
  }

  return {
    draw(index, gender, photo) {
      const id = ++last
      return new Promise((resolve, reject) => {
        waiting.set(id, (reply) => {
          waiting.delete(id)
          if ('jpeg' in reply) resolve(reply.jpeg)
          else reject(new Error(reply.fault))
        })
        child ??= launch()
        // Without a callback the fault of a child that has ended would be an event that nobody hears.
        child.send({ id, index, gender, photo } satisfies DrawRequest, (fault) => {
          if (fault) waiting.get(id)?.({ id, fault: fault.message })
        })
      })
    },
    close: () => void child?.kill(),
  }
}
