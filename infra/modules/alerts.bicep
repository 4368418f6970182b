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

@description('Seconds from a withdrawal\'s message to the function that takes it, above which somebody is told. The promise is 5 for the whole way.')
@minValue(1)
param takeDownSeconds int

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

// ItemCount counts what sampling left out. Every query returns no row where all is well.
var alerts = [
  {
    name: 'poison-queues-not-empty'
    severity: 1
    description: 'A message failed five times and was put aside. If it was a take-down, words may still be on show: look at once.'
    query: 'AppTraces | where Message has "Moving message to queue" and Message has "-poison" | summarize messages = sum(ItemCount) by Message'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'take-down-slow'
    severity: 1
    description: 'A withdrawn quote waited too long for the function that takes it off the pages, or that function failed or was slow.'
    query: 'let late = AppTraces | where Message startswith "Trigger Details: MessageId" and OperationName == "TakeDownQuotes" | extend put = todatetime(extract("Insert\\\\w+: ([^,]+)", 1, Message)) | where isnotnull(put) and TimeGenerated - put > ${takeDownSeconds}s | project TimeGenerated; let slow = AppRequests | where Name in ("TakeDownQuotes", "RefreshPage") and (Success == false or DurationMs > ${takeDownSeconds}000) | project TimeGenerated; union late, slow'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'roll-up-late'
    severity: 2
    description: 'Views have not been added up for a quarter of an hour. Nothing is lost: the log holds them. Figures stand still.'
    query: 'AppRequests | where Name == "RollUpViews" and Success == true | summarize runs = count() | where runs == 0'
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'server-errors'
    severity: 2
    description: 'Requests were answered with 500 and above.'
    query: 'AppRequests | where toint(ResultCode) >= 500 | summarize errors = sum(ItemCount) by Name'
    frequency: 'PT5M'
    window: 'PT10M'
  }
  {
    name: 'functions-failing'
    severity: 2
    description: 'A timer or queue function fails. Its work is tried again, and waits.'
    query: 'AppRequests | where Success == false and isempty(Url) | summarize failures = sum(ItemCount) by Name | where failures > 3'
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'sign-in-failures'
    severity: 2
    description: 'Many requests were refused for want of a sign-in or a role, or signing in itself fails.'
    query: 'let refused = AppRequests | where ResultCode in ("401", "403") | summarize n = sum(ItemCount) | where n > ${refusalsAnHour}; let failed = AppServiceAuthenticationLogs | where StatusCode >= 400 | summarize n = count() | where n > ${refusalsAnHour}; union isfuzzy=true refused, failed'
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
