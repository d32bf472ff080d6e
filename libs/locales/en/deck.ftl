### The deck.

deck-title = Discover
deck-pass = Pass
deck-like = Like
deck-superlike = Superlike
deck-undo = Bring the last one back
deck-details = More about { $name }
deck-filters = Filters
deck-card =
    { $age ->
        [0] { $name }. Left arrow to pass, right arrow to like, up arrow for a superlike, down arrow for details, space for the next photo.
       *[other] { $name }, { $age }. Left arrow to pass, right arrow to like, up arrow for a superlike, down arrow for details, space for the next photo.
    }
deck-photo = Photo { $number } of { $count }: { $name }
deck-no-photo = { $name }, no photo yet
deck-stamp-like = Like
deck-stamp-pass = Pass
deck-stamp-superlike = Superlike
deck-refused = That didn’t go through. The card is back.
deck-refused-offline = No connection. The card is back, nothing is lost.
deck-refused-often = That was quick! Please take a short break.
deck-refused-undo = This one can’t be brought back any more.
deck-refused-superlikes = You’re out of superlikes for today.
deck-widened = No one left within { $own }. Looking up to { $far } away.
deck-paused = Your profile is hidden.
deck-unpause = Show it again

length-km = { $count } km
length-miles = { $count } mi
distance-within = less than { $to } away
distance-between = { $from }–{ $to } away
distance-beyond = more than { $from } away

person-more = More: { $name }
person-verified = Verified
person-common = You share
