/** A setting that is missing or wrong. Never holds the value: it may be a secret. */
export interface ConfigFault {
  readonly name: string
  /** Completes "NAME …": `is not set`. */
  readonly problem: string
  readonly example: string
}

/** All faults of a configuration; its message has one line for each. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      faults
        .map(({ name, problem, example }) => `${name} ${problem}. Example: ${name}=${example}`)
        .join('\n'),
    )
    this.name = 'ConfigError'
  }
}
