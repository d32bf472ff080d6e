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
app-name-age = { $name }, { $age }
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
