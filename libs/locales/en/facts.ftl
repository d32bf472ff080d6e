### Everything that is said of facts: what people choose, and what others filter by.
### The first word of a key says where it stands, and when it is loaded: form and filters (rooms), person (meet), pool (pool); answers come first.

## gender

form-gender = Gender
pool-why-gender = outside the genders you chose
gender-woman = Woman
gender-man = Man
gender-nonbinary = Non-binary

## goal

form-goal = What are you looking for?
filters-goals = Looking for
person-goal = Looking for
pool-why-goals = looking for something else
goal-long-term = Long-term relationship
goal-short-term = Something casual
goal-friendship = Friendship
goal-chat = Just chatting
goal-undecided = Still figuring it out

## smoking

form-smoking = Smoking
filters-smoking = Smoking
person-smoking = Smokes
pool-why-smoking = who answered differently about smoking
habit-never = Never
habit-sometimes = Sometimes
habit-often = Often

## drinking

form-drinking = Alcohol
filters-drinking = Alcohol
person-drinking = Drinks
pool-why-drinking = who answered differently about alcohol

## children

form-children = Children
filters-children = Children
person-children = Children
pool-why-children = with other plans about children
children-have = Have children
children-want = Want children
children-do-not-want = Don’t want children
children-open = Open to children

## education

form-education = Education
filters-education = Education
person-education = Education
pool-why-education = with a different education
education-school = School
education-college = College
education-bachelor = Bachelor’s degree
education-master = Master’s degree
education-doctorate = Doctorate

## photos and verified

filters-has-photo = With a photo
pool-why-has-photo = without a photo
filters-verified = Verified
pool-why-verified = not verified yet
