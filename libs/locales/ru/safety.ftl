### Блокировка, жалобы и что из них вышло.

## Блокировка

block-action = Заблокировать
block-action-note = Больше не видеть друг друга
block-title = { $name }: заблокировать?
block-keeps-apart = Вы больше не увидите друг друга нигде в Kindred.
block-ends = Если вы пара, она распадётся, и чат исчезнет у обоих.
block-untold = { $name } об этом не узнает.
block-undo = Снять блокировку можно в настройках. Пара при этом не вернётся.
block-confirm = Заблокировать
block-done = { $name } теперь в чёрном списке.
unmatch-action-note = Завершить чат для обоих

## Кто заблокирован

blocked-title = Чёрный список
blocked-note = Кого вы заблокировали
blocked-text = Вы и эти люди не видите друг друга. Никто из них об этом не знает.
blocked-since = С { $date }
blocked-unblock = Убрать
blocked-unblock-of = Убрать из чёрного списка: { $name }
blocked-unblocked = { $name } больше не в чёрном списке.
blocked-empty-title = Вы никого не заблокировали
blocked-empty-text = Если кто-то вам мешает, заблокируйте этого человека в профиле или в чате. Он об этом не узнает.
blocked-more = Показать ещё

## Жалоба

report-action = Пожаловаться
report-action-note = Посмотрит человек из нашей команды
report-title = Пожаловаться: { $name }
report-title-nobody = Жалоба на чат
report-title-photo = Жалоба на фото
report-title-message = Жалоба на сообщение
report-ask = Что не так? { $name } об этом не узнает.
report-ask-nobody = Что не так? Другой человек об этом не узнает.
report-scam = Спам или обман
report-scam-note = Реклама или просьбы о деньгах
report-fake = Фальшивая анкета
report-fake-note = Чужие фото или выдуманный человек
report-harassment = Травля
report-harassment-note = Оскорбления, угрозы, давление
report-sexual = Непристойное
report-sexual-note = Обнажённое тело или пошлости, о которых никто не просил
report-hate = Ненависть
report-hate-note = Презрение к группе людей
report-underage = Младше 18 лет
report-underage-note = Похоже, это не взрослый человек
report-harm = Случившееся не здесь
report-harm-note = На встрече или в другом приложении
report-other = Другое
report-other-note = Расскажите своими словами
report-details = Что случилось? Можно не заполнять.
report-details-other = Что случилось?
report-details-missing = Пожалуйста, напишите в нескольких словах, что случилось.
report-details-hint = Снимки экрана не нужны: мы видим анкету, фото и переписку такими, какие они сейчас.
report-next = Что будет дальше
report-next-look = Посмотрит человек, а не только машина.
report-next-untold = Никто не узнает, что жалоба от вас.
report-next-kept = То, на что вы жалуетесь, нельзя удалить, пока мы не посмотрим.
report-next-answer = Мы ответим: ответ появится в настройках, в разделе «Мои жалобы».
report-danger = Если кому-то прямо сейчас грозит опасность, сначала позвоните в экстренную службу.
report-send = Отправить жалобу
report-sent-title = Спасибо, что рассказали
report-sent-text = Человек посмотрит на это. Ответ появится в настройках, в разделе «Мои жалобы».
report-sent-done = Готово
report-block-too = Также заблокировать: { $name }
report-also = Ещё и пожаловаться
report-also-done = Ваша жалоба у нас.
report-used-up = Сегодня вы отправили столько жалоб, сколько можно за день. Следующую можно отправить { $day } в { $time }.
report-gone = Этого человека здесь больше не найти, поэтому жалоба не отправлена.
report-message-copy = Скопировать
report-message-menu = Сообщение
report-photo = Пожаловаться на фото { $number }

## Ответы на жалобы

reports-title = Мои жалобы
reports-note = Что из них вышло
reports-text = Этот список видите только вы. В нём не сказано, на кого вы пожаловались.
reports-received = Мы разбираемся
reports-action = Вы были правы. Мы приняли меры.
reports-no-violation = Мы внимательно посмотрели и не нашли нарушения правил.
reports-sent = Отправлена { $date }
reports-answered = Ответ { $date }
reports-empty-title = Жалоб нет
reports-empty-text = Если кто-то вас тревожит, пожалуйтесь из его анкеты или из чата. Он об этом не узнает.
reports-more = Показать ещё
