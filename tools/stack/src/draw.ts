import type { DrawReply, DrawRequest } from './demo/artist.js'
import { drawPhoto } from './demo/portrait.js'

// A process of its own: media forbids the SVG decoder, which the drawings need, in every process that it runs in.
process.on('message', (request: DrawRequest) => {
  const { id, index, gender, photo } = request
  const reply = (answer: DrawReply): void => void process.send?.(answer)
  drawPhoto(index, gender, photo).then(
    (jpeg) => reply({ id, jpeg: new Uint8Array(jpeg) }),
    (error: unknown) => reply({ id, fault: String(error) }),
  )
})
// Ctrl-C reaches the whole group; the photo in hand is finished, and the end comes from who asked for it.
process.on('SIGINT', () => undefined)
process.once('disconnect', () => process.exit(0))
