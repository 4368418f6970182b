// EngagementPipeline in one resource group. infra/deploy runs it; docs/deploy.md says how, what each setting breaks, and how to undo it.
targetScope = 'resourceGroup'

@description('Short name of this installation, such as "county": the first part of every resource\'s name. Another one makes a second, empty installation beside the first.')
@minLength(2)
@maxLength(12)
param name string

@description('Region. The impact assessment says that data stays in the United Kingdom or where an adequacy decision reaches.')
param location string = resourceGroup().location

@description('On every resource. Bills are split by them.')
param tags object = {}

@description('Application (client) id that infra/app-registration printed. Empty: the service runs, and no member of staff can sign in.')
param authClientId string = ''

@description('The directory whose people may sign in. Another one: nobody of ours can.')
param tenantId string = tenant().tenantId

@description('Addresses that alerts and the budget write to.')
param recipients string[]

@description('Who answers for the data, on receipts and cards.')
param controllerName string

@description('Where a young person or a parent can ask.')
param controllerContact string

@description('Postal address of who answers for the data.')
param controllerAddress string

@description('Public origin of published pages, such as https://stories.example.org, once the name leads there. Empty: the address that Azure gives.')
param siteBaseUrl string = ''

@description('Public origin that pages send readings and answers to. Empty: their own.')
param siteApiBaseUrl string = ''

@description('Who made the pages, in their footer. Empty: no line.')
param siteMadeBy string = ''

@description('How many must have answered before anything is shown, 2 to 1000.')
@minValue(2)
@maxValue(1000)
param responsesThreshold int = 5

@description('Combinations of details that fewer people share are warned about.')
@minValue(2)
param reviewRareBelow int = 5

@description('Days that the raw view log is kept.')
@minValue(7)
@maxValue(3650)
param viewsKeepLogDays int = 90

@description('The one SharePoint site for news and reports, as Microsoft Graph writes its id: host,site collection,site. Empty: none.')
param graphSite string = ''

@description('The one mailbox that mail is sent from. Empty: none.')
param graphSender string = ''

@description('The distribution lists that stories are announced to, separated by commas.')
param graphLists string = ''

@description('Where the safeguarding lead reads mail, separated by commas. Empty: alerts stay in the outbox, and nobody is told by mail.')
param graphSafeguardingLead string = ''

@description('Days after the app should have cleared a segment of the view log until storage does it by itself.')
@minValue(30)
param logGraceDays int = 275

@description('Also serve the container $web as a static site and let its pages send readings here. The app serves the pages anyhow (docs/decisions/0004).')
param staticSite bool = false

@description('Put Front Door in front: a fixed monthly price, for a firewall or a second region later. The app then answers through it alone.')
param frontDoor bool = false

@description('How storage is copied.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Deny closes storage\'s public door but for allowedAddresses. Needs a network for the app, which this template does not make.')
@allowed(['Allow', 'Deny'])
param storageNetwork string = 'Allow'

@description('Addresses let into storage where storageNetwork is Deny.')
param allowedAddresses string[] = []

@description('Days a deleted container can be brought back.')
@minValue(1)
@maxValue(365)
param restoreContainersForDays int = 7

@description('Gives the Functions host the whole account\'s blobs. Leave it false (docs/decisions/0015).')
param hostMayUseTheAccount bool = false

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances of a function group.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances kept warm for requests and take-downs. 0 saves most of the bill of a quiet month and breaks the promise of seconds.')
@minValue(0)
@maxValue(20)
param alwaysReady int = 1

@description('Days that logs are kept.')
@minValue(30)
@maxValue(365)
param keepLogsForDays int = 90

@description('Gigabytes of logs a day; -1 for no limit.')
param dailyLogLimitGb int = 2

@description('A month\'s budget, in the currency of the bill.')
@minValue(1)
param monthlyBudget int = 100

@description('First day of the month the budget counts from. Empty: this month. Azure refuses another day later; infra/deploy keeps the one that is there.')
param budgetFrom string = ''

@description('This month. Not to be given.')
param thisMonth string = utcNow('yyyy-MM-01')

@description('Refusals an hour before somebody is told.')
@minValue(1)
param refusalsAnHour int = 100

@description('Seconds a take-down may wait before somebody is told.')
@minValue(1)
param takeDownSeconds int = 5

var suffix = uniqueString(resourceGroup().id, name)
var allTags = union({ service: 'EngagementPipeline', installation: name }, tags)

module identity 'modules/identity.bicep' = {
  params: { name: '${name}-identity', location: location, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: '${name}-logs'
    insightsName: '${name}-insights'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    keepDays: keepLogsForDays
    dailyLimitGb: dailyLogLimitGb
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: take('${toLower(replace(name, '-', ''))}${suffix}', 24)
    location: location
    tags: allTags
    sku: storageSku
    defaultNetworkAction: storageNetwork
    allowedAddresses: allowedAddresses
    deleteLogAfterDays: viewsKeepLogDays + logGraceDays
    restoreContainersForDays: restoreContainersForDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  params: {
    storageName: storage.outputs.name
    principalId: identity.outputs.principalId
    hostMayUseTheAccount: hostMayUseTheAccount
  }
}

module door 'modules/frontdoor.bicep' = if (frontDoor) {
  params: { name: '${name}-${take(suffix, 6)}', tags: allTags }
}

module app 'modules/app.bicep' = {
  // The app asks for its storage the moment it starts.
  dependsOn: [access]
  params: {
    name: '${name}-${suffix}'
    location: location
    tags: allTags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    insightsConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    authClientId: authClientId
    tenantId: tenantId
    allowedOrigins: union(staticSite ? [take(storage.outputs.webEndpoint, length(storage.outputs.webEndpoint) - 1)] : [], empty(siteBaseUrl) ? [] : [siteBaseUrl])
    frontDoorId: door.?outputs.id ?? ''
    frontDoorOrigin: door.?outputs.origin ?? ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    settings: {
      siteBaseUrl: siteBaseUrl
      siteApiBaseUrl: siteApiBaseUrl
      siteMadeBy: siteMadeBy
      controllerName: controllerName
      controllerContact: controllerContact
      controllerAddress: controllerAddress
      responsesThreshold: responsesThreshold
      reviewRareBelow: reviewRareBelow
      viewsKeepLogDays: viewsKeepLogDays
      graphSite: graphSite
      graphSender: graphSender
      graphLists: graphLists
      graphSafeguardingLead: graphSafeguardingLead
    }
  }
}

module doorRoute 'modules/frontdoor-route.bicep' = if (frontDoor) {
  params: {
    profileName: door.?outputs.name ?? ''
    appHostName: app.outputs.hostName
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    namePrefix: name
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    recipients: recipients
    refusalsAnHour: refusalsAnHour
    takeDownSeconds: takeDownSeconds
  }
}

module budget 'modules/budget.bicep' = {
  params: {
    name: '${name}-month'
    amount: monthlyBudget
    from: empty(budgetFrom) ? thisMonth : budgetFrom
    recipients: recipients
  }
}

output appName string = app.outputs.name
output origin string = app.outputs.origin
output appHostName string = app.outputs.hostName
output storageName string = storage.outputs.name
output staticSite bool = staticSite
output identityPrincipalId string = identity.outputs.principalId
