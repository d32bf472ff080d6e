### The deck.

deck-title = Discover
deck-pass = Pass
deck-like = Like
deck-superlike = Superlike
deck-undo = Bring the last one back
deck-details = More about { $name }
deck-filters = Filters
deck-card = { $name }, { $age }. Arrow left to pass, arrow right to like, arrow up for a superlike, arrow down for more, space for the next photo.
deck-photo = Photo { $number } of { $count }: { $name }
deck-no-photo = { $name }, no photo yet
deck-stamp-like = Like
deck-stamp-pass = Pass
deck-stamp-superlike = Superlike
deck-refused = That did not go through. The card is back.
deck-refused-offline = No connection. The card is back, nothing is lost.
deck-refused-often = That was quick! Take a short break.
deck-refused-undo = This one cannot be taken back any more.
deck-refused-superlikes = No superlikes left for today.
deck-widened = Nobody left within { $own } km: looking up to { $km } km

distance-within = less than { $to } km away
distance-between = { $from }–{ $to } km away
distance-beyond = more than { $from } km away

superlike-title = A superlike for { $name }
superlike-text = { $name } will see it on your card before swiping. Once sent it is spent, even if you bring the card back.
superlike-message = A few words, if you like
superlike-hint = { $left ->
    [one] One character left
   *[other] { $left } characters left
}
superlike-send = Send the superlike
superlike-left = { $count ->
    [0] None left
    [one] One left today
   *[other] { $count } left today
}
superlike-next = The next one comes back at { $time }.

person-more = More: { $name }
person-verified = Verified
person-common = You share
