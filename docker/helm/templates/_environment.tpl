{{/* The plain settings of an app, by name. What is said of one app wins over what is said of all, and both over the chart's own. */}}
{{- define "kindred.settings" -}}
{{- $root := .root -}}
{{- $kind := .app.kind -}}
{{- $own := dict "BIND_HOST" "0.0.0.0" "LOG_LEVEL" .root.Values.logLevel -}}
{{- if or (eq $kind "service") (eq $kind "gateway") -}}
{{- $_ := set $own "TOKEN_ISSUER" .root.Values.publicUrl -}}
{{- if include "kindred.certified" . -}}
{{- $_ := set $own "TLS_FOLDER" "/certificates" -}}
{{- else -}}
{{- $_ := set $own "RPC_PLAINTEXT" "on" -}}
{{- end -}}
{{- range $name, $app := include "kindred.table" .root | fromYaml -}}
{{- if eq $app.kind "service" -}}
{{- $_ := set $own (printf "%s_ADDRESS" (upper $name)) (printf "dns:///%s-%s:%v" (include "kindred.fullname" $root) $name $app.port) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .root.Values.traces.endpoint -}}
{{- $_ := set $own "OTEL_EXPORTER_OTLP_ENDPOINT" . -}}
{{- end -}}
{{- if and (eq $kind "service") .root.Values.rabbitmq.drain -}}
{{- $_ := set $own "RABBITMQ_DRAIN" "on" -}}
{{- end -}}
{{- if eq .name "media" -}}
{{- $_ := set $own "MEDIA_FOLDER" "/photos" -}}
{{- end -}}
{{- if eq $kind "gateway" -}}
{{- $_ := set $own "GATEWAY_HOST" "0.0.0.0" -}}
{{- $_ := set $own "PUBLIC_URL" .root.Values.publicUrl -}}
{{- $_ := set $own "GATEWAY_TRUST_PROXY" (join "," .root.Values.gateway.trustProxy) -}}
{{- end -}}
{{- if eq $kind "bot" -}}
{{- $_ := set $own "GATEWAY_URL" (printf "http://%s-gateway:8080" (include "kindred.fullname" .root)) -}}
{{- $_ := set $own "WEB_APP_URL" (printf "%s/app" .root.Values.publicUrl) -}}
{{- $_ := set $own "BOT_MODE" .root.Values.bot.mode -}}
{{- if eq .root.Values.bot.mode "webhook" -}}
{{- $_ := set $own "BOT_WEBHOOK_URL" (printf "%s/telegram" .root.Values.publicUrl) -}}
{{- end -}}
{{- end -}}
{{- mustMergeOverwrite $own (deepCopy .root.Values.settings) (deepCopy .values.settings) | toYaml -}}
{{- end -}}

{{/* The names of an app's secret settings. */}}
{{- define "kindred.secrets" -}}
{{- $names := .app.secrets -}}
{{- if eq .app.kind "service" -}}
{{- $names = concat $names (list "SERVICE_SECRET" (printf "%s_DATABASE_URL" (upper .name))) -}}
{{- if .root.Values.rabbitmq.enabled }}{{ $names = append $names "RABBITMQ_URL" }}{{ end -}}
{{- end -}}
{{- if and (has .app.kind (list "gateway" "service")) .root.Values.redis }}{{ $names = append $names "REDIS_URL" }}{{ end -}}
{{- if and (eq .name "media") .root.Values.photos.bucket }}{{ $names = append $names "MEDIA_S3_URL" }}{{ end -}}
{{- if and (eq .name "bot") (eq .root.Values.bot.mode "webhook") }}{{ $names = append $names "BOT_WEBHOOK_SECRET" }}{{ end -}}
{{- concat $names .values.secrets | uniq | sortAlpha | toJson -}}
{{- end -}}

{{/* The environment of an app's container. */}}
{{- define "kindred.env" -}}
{{- $root := .root -}}
{{- range $name, $value := include "kindred.settings" . | fromYaml }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- range $name := include "kindred.secrets" . | fromJsonArray }}
{{- $from := index $root.Values.secrets.from $name | default (dict "name" $root.Values.secrets.name "key" $name) }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $from.name }}
      key: {{ $from.key | default $name }}
{{- end }}
{{- end -}}
