import { spellingsOf } from '@kindred/kernel/look-alikes'
import { marks } from '@kindred/kernel/marks'

/**
 * A sketch of a text: two are as alike as the shares of runs of four letters that both texts have in common (MinHash, A. Broder 1997). Nobody
 * can read the text from it. Letters that look alike are one, signs and gaps do not count.
 */
const slots = 32
const run = 4
/** What follows later changes little. */
const maxLetters = 600

/** Undefined for a text as short as greetings are, which many people write alike. */
export function sketchOf(text: string): Buffer | undefined {
  const letters = lettersOf(text)
  if (letters.length < marks.repeatedFirstMessage.minLetters) return undefined
  const least = new Uint32Array(slots).fill(0xffffffff)
  for (let start = 0; start + run <= letters.length; start++) {
    const hash = hashOf(letters.slice(start, start + run).join(''))
    for (let slot = 0; slot < slots; slot++) least[slot] = Math.min(least[slot]!, mix(hash, slot))
  }
  // Half of each number tells them apart well enough.
  const sketch = Buffer.alloc(2 * slots)
  least.forEach((value, slot) => sketch.writeUInt16LE(value & 0xffff, 2 * slot))
  return sketch
}

/** How alike two texts are, from 0 to 1, as far as their sketches tell. */
export function likeness(one: Buffer, other: Buffer): number {
  let same = 0
  for (let at = 0; at < one.length; at += 2) if (one.readUInt16LE(at) === other.readUInt16LE(at)) same++
  return same / slots
}

/** A letter that is drawn out counts once. */
const lettersOf = (text: string): string[] =>
  Array.from(
    spellingsOf(text.slice(0, 4 * maxLetters))
      .looks[0]!.replace(/[^\p{L}\p{N}]/gu, '')
      .replace(/(.)\1+/gu, '$1'),
  ).slice(0, maxLetters)

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** A different order of all hashes for each slot. */
function mix(hash: number, slot: number): number {
  let mixed = Math.imul(hash ^ Math.imul(slot + 1, 0x9e3779b9), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
