/** What is known of an instance: it takes calls unless it is told better of. */
export type InstanceCondition = 'serving' | 'failing' | 'not_serving' | 'connecting' | 'hung' | 'away'

/** An instance as others see it. */
export interface InstanceState {
  /** `10.0.0.1:8081`. */
  readonly address: string
  readonly condition: InstanceCondition
  /** The calls that it has not answered yet. */
  readonly inFlight: number
}
