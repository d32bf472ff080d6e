### The live connection.

live-connecting = Connecting…
live-waiting = { $count ->
    [one] Connecting… One message waits
   *[other] Connecting… { $count } messages wait
}
live-elsewhere = Kindred is open in another place.
live-here = Use it here
