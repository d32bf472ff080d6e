{{/* The name of the release, with the chart's unless it is in it already. */}}
{{- define "kindred.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects the pods of one component; of the whole release without a name. */}}
{{- define "kindred.selector" -}}
app.kubernetes.io/name: kindred
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .name }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "kindred.labels" -}}
{{ include "kindred.selector" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "kindred.image" -}}
{{- $image := printf "%s/%s%s" .root.Values.image.registry .root.Values.image.prefix .name -}}
{{- if .values.digest -}}
{{ $image }}@{{ .values.digest }}
{{- else -}}
{{ $image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "kindred.host" -}}
{{- (urlParse .Values.publicUrl).hostname -}}
{{- end -}}
