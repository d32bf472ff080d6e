import { once } from 'node:events'
import type { Writable } from 'node:stream'

const chunkSize = 1 << 20
/** PostgreSQL counts from 2000, in days and in microseconds. */
const days2000 = 10_957
const seconds2000 = days2000 * 86_400

/**
 * Rows for COPY … (format binary): postgresql.org/docs/18/sql-copy.html, "Binary Format". Every field is preceded by its length; a
 * third faster to write and to read than text.
 */
export class BinaryCopy {
  #chunk = Buffer.allocUnsafe(chunkSize)
  #at = 0

  constructor(readonly stream: Writable) {
    this.#at += this.#chunk.write('PGCOPY\n\xff\r\n\0', 'latin1')
    this.#at = this.#chunk.writeInt32BE(0, this.#at)
    this.#at = this.#chunk.writeInt32BE(0, this.#at)
  }

  /** Begins a row; resolve it before the next one, so that a slow server slows us down. */
  row(fields: number): Promise<void> | undefined {
    const sent = this.#at > chunkSize - 16_384 ? this.#flush() : undefined
    this.#at = this.#chunk.writeInt16BE(fields, this.#at)
    return sent
  }

  none(): this {
    this.#at = this.#chunk.writeInt32BE(-1, this.#at)
    return this
  }

  integer(value: number): this {
    this.#at = this.#chunk.writeInt32BE(4, this.#at)
    this.#at = this.#chunk.writeInt32BE(value, this.#at)
    return this
  }

  bigint(value: number): this {
    this.#at = this.#chunk.writeInt32BE(8, this.#at)
    this.#at = this.#chunk.writeInt32BE(Math.floor(value / 4_294_967_296), this.#at)
    this.#at = this.#chunk.writeUInt32BE(value - Math.floor(value / 4_294_967_296) * 4_294_967_296, this.#at)
    return this
  }

  smallint(value: number): this {
    this.#at = this.#chunk.writeInt32BE(2, this.#at)
    this.#at = this.#chunk.writeInt16BE(value, this.#at)
    return this
  }

  real(value: number): this {
    this.#at = this.#chunk.writeInt32BE(4, this.#at)
    this.#at = this.#chunk.writeFloatBE(value, this.#at)
    return this
  }

  boolean(value: boolean): this {
    this.#at = this.#chunk.writeInt32BE(1, this.#at)
    this.#at = this.#chunk.writeUInt8(value ? 1 : 0, this.#at)
    return this
  }

  text(value: string): this {
    const length = this.#chunk.write(value, this.#at + 4)
    this.#at = this.#chunk.writeInt32BE(length, this.#at) + length
    return this
  }

  json(value: unknown): this {
    const length = this.#chunk.write(`\x01${JSON.stringify(value)}`, this.#at + 4)
    this.#at = this.#chunk.writeInt32BE(length, this.#at) + length
    return this
  }

  /** Days since 1970. */
  date(days: number): this {
    return this.integer(days - days2000)
  }

  /** Seconds since 1970. */
  timestamp(seconds: number): this {
    return this.bigint((seconds - seconds2000) * 1_000_000)
  }

  /** 32 hexadecimal digits. */
  uuid(hex: string): this {
    this.#at = this.#chunk.writeInt32BE(16, this.#at)
    this.#at += this.#chunk.write(hex, this.#at, 'hex')
    return this
  }

  texts(values: readonly string[]): this {
    return this.#array(25, values.length, () => values.forEach((value) => this.text(value)))
  }

  integers(values: readonly number[]): this {
    return this.#array(23, values.length, () => values.forEach((value) => this.integer(value)))
  }

  /** Writes the end and waits until the server has taken everything. */
  async end(): Promise<void> {
    this.#at = this.#chunk.writeInt16BE(-1, this.#at)
    await this.#flush()
    this.stream.end()
    await once(this.stream, 'finish')
  }

  #array(oid: number, length: number, writeItems: () => void): this {
    const start = this.#at
    this.#at += 4
    for (const head of length === 0 ? [0, 0, oid] : [1, 0, oid, length, 1])
      this.#at = this.#chunk.writeInt32BE(head, this.#at)
    writeItems()
    this.#chunk.writeInt32BE(this.#at - start - 4, start)
    return this
  }

  async #flush(): Promise<void> {
    const full = this.#chunk.subarray(0, this.#at)
    this.#chunk = Buffer.allocUnsafe(chunkSize)
    this.#at = 0
    if (!this.stream.write(full)) await once(this.stream, 'drain')
  }
}
