/** A file of a person's export. */
export interface ExportedFile {
  /** Its path within the export: the service, a slash and a name. */
  readonly name: string
  readonly data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** What a service tells of the data of one person, and how it leaves. */
export interface PersonData<Context> {
  /** Everything that is the person's own. Neither the words nor the ids of other people. */
  export(context: Context, userId: string): AsyncIterable<ExportedFile>
  /** What goes with the account, for the receipt: `photos`. */
  readonly erases: readonly string[]
  /** What stays for so many days after the erasure, for the receipt; null where no day can be told: as long as a case or a sanction needs it, or for good. */
  readonly keepsForDays?: Readonly<Record<string, number | null>>
  /** False while something of the people who left until then is still to go; when it is missing, all goes with the departure. */
  isErased?(context: Context, leftUntil: Date): Promise<boolean>
}

const dayMs = 24 * 3_600_000

/** Lists what the service keeps of a deleted account, and until when, counted from the deletion. */
export const keptOf = (
  data: Pick<PersonData<never>, 'keepsForDays'> | undefined,
  leftAt: Date,
): { what: string; until: Date | undefined }[] =>
  Object.entries(data?.keepsForDays ?? {}).map(([what, days]) => ({
    what,
    until: days === null ? undefined : new Date(leftAt.getTime() + days * dayMs),
  }))

/** A file of JSON that people can read. */
export const jsonFile = (name: string, value: unknown): ExportedFile => ({
  name,
  data: [Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`)],
})
