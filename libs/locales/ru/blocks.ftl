### Blocking somebody, and the list of those who are blocked.

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
