/** Where the words for the person at the terminal go. */
export type Print = (text: string) => void

/** Runs a step and prints its name and duration. */
export type Step = <T>(name: string, work: () => Promise<T>, detail?: (result: T) => string) => Promise<T>

/** A Step that prints one line each. */
export const printedSteps =
  (print: Print): Step =>
  async (name, work, detail) => {
    const startedAt = performance.now()
    const result = await work()
    const said = detail === undefined ? '' : `  ${detail(result)}`
    print(stepLine(name, performance.now() - startedAt, said))
    return result
  }

/** `✓ database  0.57 s`. */
export const stepLine = (name: string, ms: number, said = ''): string =>
  `  ✓ ${name.padEnd(14)}${seconds(ms)}${said}\n`

/** A Step that is silent. */
export const silentSteps: Step = (_name, work) => work()

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(6)} s`
