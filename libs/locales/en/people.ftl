### A person's page, a match, likes received.

person-about = About
person-interests = Interests
person-facts = In short
person-why = Why you see each other
person-message = Wrote to you
person-goal = Looks for
person-height = Height
person-height-cm = { $cm } cm
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
reason-score = Match { $score } %

match-title = It’s a match!
match-text = You and { $name } like each other.
match-write = Say hello
match-later = Later

likes-title = Likes you
likes-empty-title = Nobody is waiting for your answer
likes-empty-text = New likes show up here. A good photo and a few words help.
likes-to-profile = Polish my profile
likes-more = Show more
likes-superlike = Superlike
likes-open = { $name }, { $age }: look closer
likes-used-up = All swipes of the day are used up. The next one comes back { $day } at { $time }.

used-up-title = That is all for today
used-up-text = You have looked at many people, and the card is back on top for later. The next swipe comes back { $day } at { $time }.
used-up-text-soon = You have looked at many people, and the card is back on top for later. Swipes come back soon.
used-up-likes = See who likes me
used-up-close = All right
