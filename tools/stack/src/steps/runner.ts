/** The running apps, whether they share this process or not. */
export interface RunningApps {
  /** Process ids by app, when each has its own. */
  readonly pids?: () => Readonly<Record<string, number | undefined>>
  stop(): Promise<void>
}
