// Where logs and measurements go. They tell what the service did, never who read or what anybody said.

param workspaceName string
param insightsName string
param location string
param tags object

@description('Object id of the app\'s identity, which may write here and not read. Wrong: nothing arrives, and every alert that waits for silence goes off.')
param principalId string

@description('Days that logs are kept. Shorter: what went wrong over the holidays cannot be looked into. Longer than the impact assessment says: change that first.')
@minValue(30)
@maxValue(365)
param keepDays int

@description('Gigabytes a day after which nothing more is taken in until midnight UTC. Too small: alerts go blind on the day that most is wrong. -1: no limit, and no limit to the bill.')
param dailyLimitGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: keepDays
    workspaceCapping: { dailyQuotaGb: dailyLimitGb }
    // False would let whoever has a workspace key read everything, past all roles.
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    // True would write the address of every reader, child or adult, into every request's row.
    DisableIpMasking: false
    // False would let anybody who sees the connection string write here.
    DisableLocalAuth: true
    RetentionInDays: keepDays
  }
}

// Monitoring Metrics Publisher: may send telemetry, and read none.
resource mayPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, '3913510d-42f4-4e62-8421-6e37a1a5b3c8')
  scope: insights
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '3913510d-42f4-4e62-8421-6e37a1a5b3c8')
  }
}

output workspaceId string = workspace.id
output connectionString string = insights.properties.ConnectionString
