import pg from 'pg'

/** A client's config and the statement that its session begins with. */
export interface SessionConfig extends pg.ClientConfig {
  /** One statement without parameters. */
  readonly session: string
}

/** A client that ignores the PG* variables of the shell, and is ready only once its session has the right settings. */
export class SessionClient extends pg.Client {
  readonly #session: string

  constructor(config: SessionConfig) {
    super(config)
    this.#session = config.session
    // node-postgres falls back to the environment where a value is empty: a shell's PGOPTIONS would make us read-only.
    const shell = this as unknown as {
      connectionParameters: { options?: string | undefined; replication?: undefined }
    }
    shell.connectionParameters.options = config.options || undefined
    shell.connectionParameters.replication = undefined
    // One that breaks between two queries reports it with the next; with no listener at all it would end the process, also while it opens.
    this.on('error', () => undefined)
  }

  override connect(): Promise<this>
  override connect(callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void)): void
  override connect(
    callback?: ((error: Error) => void) | ((error: null, client: pg.Client) => void),
  ): Promise<this> | void {
    const ready = this.#begin()
    if (callback === undefined) return ready
    const tell = callback as (error: Error | null, client?: pg.Client) => void
    ready.then(() => tell(null, this), tell)
  }

  async #begin(): Promise<this> {
    await super.connect()
    try {
      await this.query(this.#session)
      return this
    } catch (error) {
      await this.end().catch(() => undefined)
      throw error
    }
  }
}
