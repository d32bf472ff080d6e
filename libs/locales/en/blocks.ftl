### Blocking somebody, and the list of those who are blocked.

block-action = Block
block-action-note = Never see each other again
block-title = Block { $name }?
block-keeps-apart = Neither of you sees the other again, in the deck or anywhere else.
block-ends = If you matched, the match and your chat end for both.
block-untold = { $name } is not told.
block-undo = You can take the block back in the settings. The match stays ended.
block-confirm = Block
block-done = { $name } is blocked.
unmatch-action-note = End the chat for both

blocked-title = Blocked people
blocked-note = Who is kept apart from you
blocked-text = You and these people do not see each other. None of them was told.
blocked-since = Since { $date }
blocked-unblock = Unblock
blocked-unblock-of = Unblock { $name }
blocked-unblocked = You and { $name } may see each other again.
blocked-empty-title = Nobody is blocked
blocked-empty-text = When somebody bothers you, block them in their profile or in the chat. They are not told.
blocked-more = Show more
