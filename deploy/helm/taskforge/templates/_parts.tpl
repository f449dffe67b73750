{{/* Labels of every object. */}}
{{- define "taskforge.labels" -}}
app.kubernetes.io/name: taskforge
app.kubernetes.io/part-of: taskforge
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* What pods are known by: list of root, component. */}}
{{- define "taskforge.selector" -}}
app.kubernetes.io/name: taskforge
app.kubernetes.io/component: {{ . }}
{{- end }}

{{- define "taskforge.podLabels" -}}
app.kubernetes.io/name: taskforge
app.kubernetes.io/part-of: taskforge
app.kubernetes.io/component: {{ . }}
{{- end }}

{{/* An image: dict of root, name, digest. */}}
{{- define "taskforge.image" -}}
{{- $image := .root.Values.image -}}
{{ with $image.registry }}{{ . }}/{{ end }}{{ .name }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}

{{/* What every pod has, its user first. */}}
{{- define "taskforge.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: 60
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "taskforge.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end }}

{{/* Over zones and machines: the component. */}}
{{- define "taskforge.spread" -}}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "taskforge.selector" $ | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
  {{- end }}
{{- end }}

{{/* Where a pod may run: api or worker of the values. */}}
{{- define "taskforge.placement" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Probes on the port http: the scheme. */}}
{{- define "taskforge.probes" -}}
startupProbe:
  httpGet:
    path: /q/health/started
    port: http
    {{- with . }}
    scheme: {{ . }}
    {{- end }}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 60
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: http
    {{- with . }}
    scheme: {{ . }}
    {{- end }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
livenessProbe:
  httpGet:
    path: /q/health/live
    port: http
    {{- with . }}
    scheme: {{ . }}
    {{- end }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
{{- end }}

{{/* A volume of named keys: dict of name, kind (secret, configMap), source, keys. */}}
{{- define "taskforge.keys" -}}
- name: {{ .name }}
  projected:
    defaultMode: 0440
    sources:
      - {{ .kind }}:
          name: {{ .source }}
          items:
            {{- range .keys }}
            - key: {{ . }}
              path: {{ . }}
            {{- end }}
{{- end }}

{{- define "taskforge.mount" -}}
- name: {{ .name }}
  mountPath: /run/secrets/taskforge/{{ .path }}
  readOnly: true
{{- end }}

{{- define "taskforge.tmp" -}}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- end }}

{{/* Settings of what traces. */}}
{{- define "taskforge.tracing" -}}
{{- with .Values.tracing.endpoint }}
- name: TASKFORGE_OTLP_ENDPOINT
  value: {{ . | quote }}
- name: TASKFORGE_TRACES_RATIO
  value: {{ $.Values.tracing.ratio | quote }}
{{- end }}
{{- end }}
