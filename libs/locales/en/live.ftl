### The live connection.

live-connecting = Connecting…
live-waiting = { $count ->
    [one] Connecting… One message is waiting
   *[other] Connecting… { $count } messages are waiting
}
live-elsewhere = Kindred is open somewhere else.
live-here = Use it here
