### Labels of what the API offers to choose from; the key is the kind and the id.

## Interest groups

interest-group-sport = Sport
interest-group-outdoors = Outdoors
interest-group-arts = Arts
interest-group-music = Music and dancing
interest-group-food = Food and drinks
interest-group-games = Games and fiction
interest-group-mind = Mind
interest-group-life = Life

## Interests: sport

interest-climbing = Climbing
interest-cycling = Cycling
interest-running = Running
interest-swimming = Swimming
interest-football = Football
interest-tennis = Tennis
interest-volleyball = Volleyball
interest-skiing = Skiing
interest-skating = Skating
interest-gym = Gym
interest-martial-arts = Martial arts
interest-yoga = Yoga

## Interests: outdoors

interest-hiking = Hiking
interest-camping = Camping
interest-fishing = Fishing
interest-gardening = Gardening
interest-sailing = Sailing
interest-surfing = Surfing
interest-road-trips = Road trips
interest-travel = Travel

## Interests: arts

interest-painting = Painting
interest-photography = Photography
interest-design = Design
interest-crafts = Crafts
interest-architecture = Architecture
interest-museums = Museums
interest-theatre = Theatre
interest-cinema = Cinema
interest-writing = Writing
interest-reading = Reading
interest-poetry = Poetry

## Interests: music

interest-concerts = Concerts
interest-singing = Singing
interest-playing-music = Playing an instrument
interest-dancing = Dancing
interest-karaoke = Karaoke
interest-techno = Techno
interest-rock = Rock
interest-jazz = Jazz
interest-classical = Classical music

## Interests: food

interest-cooking = Cooking
interest-baking = Baking
interest-coffee = Coffee
interest-tea = Tea
interest-wine = Wine
interest-craft-beer = Craft beer
interest-street-food = Street food
interest-vegan = Vegan food

## Interests: games

interest-board-games = Board games
interest-video-games = Video games
interest-chess = Chess
interest-quizzes = Quizzes
interest-anime = Anime
interest-science-fiction = Science fiction

## Interests: mind

interest-science = Science
interest-technology = Technology
interest-programming = Programming
interest-history = History
interest-psychology = Psychology
interest-languages = Languages
interest-astronomy = Astronomy
interest-meditation = Meditation

## Interests: life

interest-dogs = Dogs
interest-cats = Cats
interest-volunteering = Volunteering
interest-fashion = Fashion
interest-entrepreneurship = Entrepreneurship
