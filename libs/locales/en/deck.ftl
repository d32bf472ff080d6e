### The deck, a person's page, a match, likes received.

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
deck-empty-title = You have seen everybody
deck-empty-text = Nobody new within { $km } km, aged { $min } to { $max }. A wider circle may bring more people.
deck-empty-text-plain = New people arrive every day. Look in again later.
deck-widen = Look within { $km } km
deck-again = Look again
deck-not-ready-title = A little is missing
deck-not-ready-text = Say where you are and whom you want to see, and the deck fills up.
deck-refused = That did not go through. The card is back.
deck-refused-offline = No connection. The card is back, nothing is lost.
deck-refused-often = That was quick! Take a short break.
deck-refused-undo = This one cannot be taken back any more.
deck-refused-superlikes = No superlikes left for today.

distance-within = less than { $to } km away
distance-between = { $from }–{ $to } km away
distance-beyond = more than { $from } km away

superlike-title = A superlike for { $name }
superlike-text = { $name } will see it on your card before swiping.
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
superlike-next = The next one comes back at { $time }.

person-about = About
person-interests = Interests
person-common = You share
person-facts = In short
person-why = Why you see each other
person-message = Wrote to you
person-goal = Looks for
person-height = Height
person-height-cm = { $cm } cm
person-languages = Speaks
person-smoking = Smokes
person-drinking = Drinks
person-children = Children
person-education = Education
person-gone-title = This profile is gone
person-gone-text = The person has left Kindred, or the link is wrong.
reason-recency = Was here lately
reason-completeness = Has told a lot
reason-like-rate = Liked by many
reason-distance = Lives nearby
reason-interests = Shares your interests
reason-liked-you = Likes you already
reason-score = Match { $score } %

match-title = It’s a match!
match-text = You and { $name } like each other.
match-write = Say hello
match-later = Later

likes-title = Likes you
likes-empty-title = No likes yet
likes-empty-text = People who like you show up here. A good photo and a few words help.
likes-to-profile = Polish my profile
likes-more = Show more
likes-superlike = Superlike
likes-open = { $name }, { $age }: look closer
