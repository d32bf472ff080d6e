interface Dated {
  readonly created_at: string
}

/** The newest of them, as many as are asked for. */
export const newestOf = <Item extends Dated>(all: readonly Item[], count: number): ReadonlySet<Item> =>
  new Set(
    [...all].sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at)).slice(0, count),
  )
