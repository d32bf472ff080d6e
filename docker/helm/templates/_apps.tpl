{{/* Every app: the port that others call, its ops port, and the secret settings that it needs beside those of its kind. The services
     stand in the order in which a new version is rolled out. */}}
{{- define "kindred.table" -}}
auth: { kind: service, port: 8081, ops: 9081, order: 1, secrets: [BOT_TOKEN, BOT_API_SECRET, AUTH_KEY_SECRET, AUTH_PERSON_SECRET] }
safety: { kind: service, port: 8086, ops: 9086, order: 2, secrets: [BOT_API_SECRET] }
profile: { kind: service, port: 8082, ops: 9082, order: 3, secrets: [] }
media: { kind: service, port: 8084, ops: 9084, order: 4, secrets: [] }
chat: { kind: service, port: 8085, ops: 9085, order: 5, secrets: [] }
discovery: { kind: service, port: 8083, ops: 9083, order: 6, secrets: [] }
notification: { kind: service, port: 8087, ops: 9087, order: 7, secrets: [BOT_API_SECRET] }
gateway: { kind: gateway, port: 8080, ops: 9080, secrets: [SERVICE_SECRET, MEDIA_URL_SECRET, BOT_API_SECRET] }
bot: { kind: bot, port: 8090, ops: 9090, secrets: [BOT_TOKEN, BOT_API_SECRET] }
web: { kind: web, port: 8080, secrets: [] }
{{- end -}}

{{/* What values say of an app: the defaults, with what is said of it alone over them. */}}
{{- define "kindred.values" -}}
{{- mustMergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.apps .name | default dict)) | toYaml -}}
{{- end -}}

{{- define "kindred.services" -}}
{{- $names := list -}}
{{- range $name, $app := include "kindred.table" . | fromYaml -}}
{{- if eq $app.kind "service" }}{{ $names = append $names $name }}{{ end -}}
{{- end -}}
{{- $names | toJson -}}
{{- end -}}

{{/* The most instances of an app that run at once. */}}
{{- define "kindred.most" -}}
{{- if .autoscaling.enabled }}{{ .autoscaling.max }}{{ else }}{{ .replicas }}{{ end -}}
{{- end -}}

{{/* Whether an app must stop before its next instance starts. */}}
{{- define "kindred.alone" -}}
{{- $volume := and (eq .name "media") (not .root.Values.photos.bucket) (eq .root.Values.photos.volume.accessMode "ReadWriteOnce") -}}
{{- if or $volume (and (eq .name "bot") (eq .root.Values.bot.mode "polling")) }}yes{{ end -}}
{{- end -}}

{{/* Whether an app speaks to services, which is what certificates are for; a migration speaks to its database alone. */}}
{{- define "kindred.certified" -}}
{{- if and .root.Values.tls.enabled (or (eq .app.kind "service") (eq .app.kind "gateway")) (not .migration) }}yes{{ end -}}
{{- end -}}

{{/* Whether others call an app. */}}
{{- define "kindred.called" -}}
{{- if or (ne .name "bot") (eq .root.Values.bot.mode "webhook") }}yes{{ end -}}
{{- end -}}
