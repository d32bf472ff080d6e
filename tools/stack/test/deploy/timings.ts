/** What a deployment took, by the clock of its own lines; seconds. */
export interface Timings {
  /** From the start of an app's new instance to the end of its old one. */
  readonly perApp: Readonly<Record<string, number>>
  /** From the failure of a version to the word that the one before runs again; undefined when it did not go back. */
  readonly rollback: number | undefined
}

interface Line {
  readonly at: number
  readonly app: string
  readonly words: string
}

/** Reads what deploy/server says: `12:00:01 auth: draining the old one`. What a failed version went through counts until its failure. */
export function timingsOf(text: string): Timings {
  const lines: Line[] = []
  for (const found of text.matchAll(/^(\d\d):(\d\d):(\d\d) (?:([a-z]+): )?(.*)$/gm)) {
    const [hours, minutes, seconds] = found.slice(1, 4).map(Number) as [number, number, number]
    const at = hours * 3_600 + minutes * 60 + seconds
    lines.push({ at, app: found[4] ?? '', words: found[5] ?? '' })
  }
  const between = (from: number, to: number): number => (to - from + 86_400) % 86_400
  const failed = lines.findIndex(({ words }) => words.endsWith(' failed'))
  const forward = failed < 0 ? lines : lines.slice(0, failed + 1)
  const perApp: Record<string, number> = {}
  forward.forEach(({ at, app, words }, index) => {
    if (!words.startsWith('starting beside')) return
    const next = forward.slice(index + 1).find((line) => line.app !== app)
    if (next !== undefined) perApp[app] = between(at, next.at)
  })
  const rolledBack = lines.find(({ words }) => words.startsWith('rolled back: '))
  return { perApp, rollback: rolledBack && between(lines[failed]!.at, rolledBack.at) }
}
