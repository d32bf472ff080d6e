app-name = Kindred
app-back = Back
app-close = Close
app-close-app = Close Kindred
app-loading = Loading…
app-try-again = Try again
app-save = Save
app-saved = Saved
app-new = New
away-likes = { $count ->
    [one] Someone new likes you.
   *[other] { $count } new people like you.
}
app-cancel = Cancel
app-tabs = Main sections
app-tab-deck = People
app-tab-likes = Likes
app-tab-chats = Chats
app-tab-profile = Profile
# An age of 0 is one that the person hides.
app-name-age =
    { $age ->
        [0] { $name }
       *[other] { $name }, { $age }
    }
app-failed = That didn’t work. Please try again.
app-failed-offline = No connection. Please try again once you’re online.
app-failed-often = Too many tries. Please wait a moment.
app-text-left = { $count ->
    [one] One character left
   *[other] { $count } characters left
}
app-text-over = { $count ->
    [one] One character too many
   *[other] { $count } characters too many
}

### The live connection.

live-connecting = Connecting…
live-waiting = { $count ->
    [one] Connecting… One message is waiting
   *[other] Connecting… { $count } messages are waiting
}
live-elsewhere = Kindred is open somewhere else.
live-here = Use it here

### Why nobody is signed in, and the way on.

system-offline-banner = You’re offline
system-offline-title = No connection
system-offline-text = We can’t reach Kindred. Check your connection and try again.
system-server-title = Something went wrong
system-server-text = It’s on our side, not yours. Please try again in a moment.

