### Labels of what the API offers to choose from; the key is the kind and the id.

## Interest groups

interest-group-sport = Спорт
interest-group-outdoors = На природе
interest-group-arts = Искусство
interest-group-music = Музыка и танцы
interest-group-food = Еда и напитки
interest-group-games = Игры и фантазия
interest-group-mind = Наука и знания
interest-group-life = Жизнь

## Interests: sport

interest-climbing = Скалолазание
interest-cycling = Велосипед
interest-running = Бег
interest-swimming = Плавание
interest-football = Футбол
interest-tennis = Теннис
interest-volleyball = Волейбол
interest-skiing = Лыжи
interest-skating = Коньки
interest-gym = Тренажёрный зал
interest-martial-arts = Единоборства
interest-yoga = Йога

## Interests: outdoors

interest-hiking = Походы
interest-camping = Палатки
interest-fishing = Рыбалка
interest-gardening = Сад и огород
interest-sailing = Парусный спорт
interest-surfing = Сёрфинг
interest-road-trips = Автопутешествия
interest-travel = Путешествия

## Interests: arts

interest-painting = Живопись
interest-photography = Фотография
interest-design = Дизайн
interest-crafts = Рукоделие
interest-architecture = Архитектура
interest-museums = Музеи
interest-theatre = Театр
interest-cinema = Кино
interest-writing = Писательство
interest-reading = Чтение
interest-poetry = Поэзия

## Interests: music

interest-concerts = Концерты
interest-singing = Пение
interest-playing-music = Игра на инструменте
interest-dancing = Танцы
interest-karaoke = Караоке
interest-techno = Техно
interest-rock = Рок
interest-jazz = Джаз
interest-classical = Классическая музыка

## Interests: food

interest-cooking = Готовка
interest-baking = Выпечка
interest-coffee = Кофе
interest-tea = Чай
interest-wine = Вино
interest-craft-beer = Крафтовое пиво
interest-street-food = Уличная еда
interest-vegan = Веганская кухня

## Interests: games

interest-board-games = Настольные игры
interest-video-games = Видеоигры
interest-chess = Шахматы
interest-quizzes = Квизы
interest-anime = Аниме
interest-science-fiction = Фантастика

## Interests: mind

interest-science = Наука
interest-technology = Технологии
interest-programming = Программирование
interest-history = История
interest-psychology = Психология
interest-languages = Языки
interest-astronomy = Астрономия
interest-meditation = Медитация

## Interests: life

interest-dogs = Собаки
interest-cats = Кошки
interest-volunteering = Волонтёрство
interest-fashion = Мода
interest-entrepreneurship = Своё дело
