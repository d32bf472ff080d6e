{{/* What the schema cannot say: values that are right by themselves and wrong together. */}}
{{- define "kindred.check" -}}
{{- $root := . -}}
{{- if not .Values.publicUrl }}{{ fail "publicUrl is not set: give the https address that people use, https://kindred.example" }}{{ end -}}
{{- if not .Values.image.registry }}{{ fail "image.registry is not set: say where your images are, registry.example/people" }}{{ end -}}
{{- if and .Values.rabbitmq.drain (not .Values.rabbitmq.enabled) }}{{ fail "rabbitmq.drain needs rabbitmq.enabled: a service that does not know RabbitMQ cannot empty its queues" }}{{ end -}}
{{- range $name, $app := include "kindred.table" . | fromYaml -}}
{{- $values := include "kindred.values" (dict "root" $root "name" $name) | fromYaml -}}
{{- $most := include "kindred.most" $values | int -}}
{{- if and $values.autoscaling.enabled (gt (int $values.autoscaling.min) (int $values.autoscaling.max)) }}{{ fail (printf "apps.%s: autoscaling.min is above autoscaling.max" $name) }}{{ end -}}
{{- if and (include "kindred.alone" (dict "root" $root "name" $name)) (gt $most 1) -}}
{{- if eq $name "bot" }}{{ fail (printf "apps.bot may have %d instances, and Telegram gives updates to one that asks: set bot.mode to webhook, or replicas to 1" $most) }}{{ end -}}
{{- fail (printf "apps.media may have %d instances, and its volume is one node's: set photos.bucket, or photos.volume.accessMode to ReadWriteMany, or replicas to 1" $most) -}}
{{- end -}}
{{- range $key, $_ := merge (deepCopy $values.settings) $root.Values.settings -}}
{{- if regexMatch "(_SECRET|_PASSWORD|BOT_TOKEN|DATABASE_URL|LISTEN_URL|REDIS_URL|RABBITMQ_URL|MEDIA_S3_URL|_ACCESS_KEY|_ACCESS_KEY_ID|_SESSION_TOKEN)$" $key -}}
{{- fail (printf "settings.%s is a secret: put it into the Secret %s, and its name into apps.%s.secrets unless the chart asks for it already" $key $root.Values.secrets.name $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
