import type { Server } from 'node:net'

/** Who holds the gateway's port while the rest comes up, with a page that says how far the start is: bin/door.mjs. */
export interface FrontDoor {
  /** False when the port is taken or cannot be had. */
  readonly isOpen: Promise<boolean>
  /** One more line for the page. */
  tell(line: string): void
  /** Hands the listening socket to `use`, in the moment it arrives; false when there is none. The page goes on until `close`. */
  give(use: (socket: Server) => void): Promise<boolean>
  close(): void
}
