/** Slots in no order, four bytes each, with some spare room. */
export interface SlotList extends Iterable<number> {
  readonly size: number
  /** Adds or removes the slot; nothing changes when that was done already. */
  set(slot: number, present: boolean): void
}

export function createSlotList(slots: readonly number[]): SlotList {
  let items = Int32Array.from(slots)
  let size = items.length
  return {
    get size() {
      return size
    },
    set(slot, present) {
      const at = items.subarray(0, size).indexOf(slot)
      if (present && at === -1) {
        if (size === items.length) items = grown(items)
        items[size++] = slot
      } else if (!present && at !== -1) items[at] = items[--size]!
    },
    *[Symbol.iterator]() {
      yield* items.subarray(0, size)
    },
  }
}

function grown(items: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(items.length + Math.max(8, items.length >> 3))
  larger.set(items)
  return larger
}
