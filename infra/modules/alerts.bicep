// Who is told, and of what. Every alert names the runbook: docs/deploy.md, "When an alert comes".

param namePrefix string
param location string
param tags object
param workspaceId string

@description('Addresses that are written to. Empty: alerts are raised, and nobody hears of them.')
param recipients string[]

@description('Requests an hour that are refused for want of a sign-in or a role before somebody is told. Too low: every expired session on a Monday morning.')
@minValue(1)
param refusalsAnHour int

@description('Seconds from a change of consent until the pages that showed the words are made anew, above which somebody is told. The promise is 5.')
@minValue(1)
param takeDownSeconds int

@description('Seconds from asking for a publication until its page stands, above which somebody is told.')
@minValue(1)
param publishSeconds int = 10

@description('Seconds that a year\'s figures may take before somebody is told.')
@minValue(1)
param reportSeconds int = 20

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${namePrefix}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'engagement'
    enabled: true
    emailReceivers: [for (address, i) in recipients: {
      name: 'mail-${i}'
      emailAddress: address
      useCommonAlertSchema: true
    }]
  }
}

// What the app measures of itself (docs/operations.md): a row a minute for each metric and each of its tags. Nothing here rests on runs or traces, of which some are left
// out. Every query returns no row where all is well.
var runs = 'AppMetrics | where Name == "engagement.function.runs" | extend of = tostring(Properties["function"]), how = tostring(Properties["outcome"])'

var alerts = [
  {
    name: 'poison-queues-not-empty'
    severity: 1
    description: 'A message failed five times and was put aside. If it was a take-down, words may still be on show: look at once.'
    query: 'AppMetrics | where Name == "engagement.set_aside.messages" | summarize arg_max(TimeGenerated, Sum) by queue = tostring(Properties["queue"]) | where Sum > 0'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'take-down-slow'
    severity: 1
    description: 'A withdrawn quote took too long to leave the pages, or the work that takes it off failed.'
    query: 'let slow = AppMetrics | where Name == "engagement.take_down.duration" and Max > ${takeDownSeconds} | project TimeGenerated; let failed = ${runs} | where of in ("TakeDownQuotes", "RefreshPage") and how == "failed" | project TimeGenerated; union slow, failed'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'roll-up-late'
    severity: 2
    description: 'Views have not been added up for a quarter of an hour. Nothing is lost: the log holds them. Figures stand still. Or the whole app says nothing any more.'
    query: 'let silent = ${runs} | where of == "RollUpViews" and how == "done" | summarize n = sum(Sum) | where isnull(n) or n == 0 | project n; let late = AppMetrics | where Name == "engagement.views.lag" and Max > 900 | project n = Max; union silent, late'
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'publish-slow'
    severity: 3
    description: 'A page took more than ${publishSeconds} seconds to stand after somebody published it.'
    query: 'AppMetrics | where Name == "engagement.publish.duration" and Max > ${publishSeconds}'
    frequency: 'PT15M'
    window: 'PT30M'
  }
  {
    name: 'report-slow'
    severity: 3
    description: 'A year\'s figures took more than ${reportSeconds} seconds.'
    query: 'AppMetrics | where Name == "engagement.report.duration" and Max > ${reportSeconds}'
    frequency: 'PT15M'
    window: 'PT30M'
  }
  {
    name: 'server-errors'
    severity: 2
    description: 'Requests were answered with 500 and above.'
    query: '${runs} | where toint(how) >= 500 | summarize errors = sum(Sum) by of'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'functions-failing'
    severity: 2
    description: 'A timer or queue function fails. Its work is tried again, and waits.'
    query: '${runs} | where how == "failed" | summarize failures = sum(Sum) by of | where failures > 3'
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'sign-in-failures'
    severity: 2
    description: 'Many requests were refused for want of a sign-in or a role, or signing in itself fails.'
    query: 'let refused = ${runs} | where how in ("401", "403") | summarize n = sum(Sum) | where n > ${refusalsAnHour} | project n = tolong(n); let failed = AppServiceAuthenticationLogs | where StatusCode >= 400 | summarize n = count() | where n > ${refusalsAnHour}; union isfuzzy=true refused, failed'
    frequency: 'PT15M'
    window: 'PT1H'
  }
]

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in alerts: {
  name: '${namePrefix}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: alert.description
    severity: alert.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: alert.frequency
    windowSize: alert.window
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    // A table that nothing was ever written to (a new workspace) must not stop the deployment.
    skipQueryValidation: true
    autoMitigate: true
    actions: { actionGroups: [group.id] }
  }
}]

output actionGroupId string = group.id
