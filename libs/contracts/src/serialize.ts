import { BinaryWriter } from '@bufbuild/protobuf/wire'

/** A type of message, as far as writing it goes. */
interface Written<Message> {
  encode(message: Message, writer: BinaryWriter): BinaryWriter
}

/** The room of a writer that has written a larger message is given back. */
const maxKept = 64 * 1024

let writer = new BinaryWriter()

/** The bytes of a message. One writer serves all, one after the other: its room grows once, and not for each of them. */
export function serialize<Message>(type: Written<Message>, message: Message): Buffer {
  const used = writer
  // A message that cannot be written leaves its beginning in the writer.
  writer = new BinaryWriter()
  const { buffer, byteOffset, byteLength } = type.encode(message, used).finish()
  if (byteLength <= maxKept) writer = used
  return Buffer.from(buffer, byteOffset, byteLength)
}
