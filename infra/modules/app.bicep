// The function app: Flex Consumption on Linux, .NET 10 in a process of its own, signed in to everything by its identity.

@description('Unique in the world: it is the first part of the app\'s own address.')
param name string

param location string
param tags object

@description('The identity of modules/identity.bicep.')
param identityId string
param identityClientId string

@description('Where the storage account answers. Wrong: the app does not know its storage and does not start.')
param blobEndpoint string
param queueEndpoint string
param tableEndpoint string

param insightsConnectionString string
param workspaceId string

@description('Application (client) id of the registration that infra/app-registration makes. Empty: nobody can sign in, and every staff page says so.')
param authClientId string

@description('The directory whose people may sign in.')
param tenantId string

@description('Settings that say who runs this installation and how careful it is; see docs/deploy.md, "Settings".')
param settings AppSettings

@description('Origins besides the app\'s own whose pages may send readings and answers here, such as the static site. Missing: their counting is refused by the browser.')
param allowedOrigins string[]

@description('The id that Front Door puts on what it forwards; empty without Front Door. Wrong: every request is refused (403).')
param frontDoorId string

@description('The public origin where Front Door answers; empty without Front Door.')
param frontDoorOrigin string

@description('Memory of one instance. 512 is enough for pages; a roll-up of a busy day (docs/scale.md) wants 2048.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Most instances of each function group. Too few: readers wait (429 or slow). Too many: nothing but the bill.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances kept warm for requests and for take-downs. 0: the first page of the morning takes seconds to start, and so does a withdrawn quote\'s leaving.')
@minValue(0)
@maxValue(20)
param alwaysReady int

type AppSettings = {
  @description('Site:BaseUrl. Where published pages are, an origin without a path. Empty: the app\'s own address. Wrong: links and codes on paper lead nowhere.')
  siteBaseUrl: string
  @description('Site:ApiBaseUrl. Where pages send readings and answers. Empty: the origin of the page. Wrong: nothing is counted.')
  siteApiBaseUrl: string
  @description('Site:MadeBy. Who made the pages, in their footer. Empty: no line.')
  siteMadeBy: string
  @description('Controller:Name. Who answers for the data, on receipts and cards. Empty: they say that nobody said, and must not be handed out.')
  controllerName: string
  @description('Controller:Contact. Where a young person or a parent can ask.')
  controllerContact: string
  @description('Controller:Address. A postal address.')
  controllerAddress: string
  @description('Responses:Threshold. How many must have answered before anything is shown, 2 to 1000. Lower: one person\'s answer comes nearer to being readable. Below 2 the app does not start.')
  responsesThreshold: int
  @description('Review:RareBelow. A combination that fewer people share is warned about, at least 2. Below 2 the app does not start.')
  reviewRareBelow: int
  @description('Views:KeepLogDays. Days that the raw view log is kept, at least 7. Below 7 the app does not start.')
  viewsKeepLogDays: int
  @description('Graph:Site. The one SharePoint site for news and reports, as Graph writes its id: host,site collection,site. Empty: what would go there stays in the outbox. Wrong: the page of each announcement says so.')
  graphSite: string
  @description('Graph:Sender. The one mailbox that mail is sent from. Empty: what would be sent stays in the outbox.')
  graphSender: string
  @description('Graph:Lists. The distribution lists that stories are announced to, separated by commas.')
  graphLists: string
  @description('Where the safeguarding lead reads mail, or empty.')
  graphSafeguardingLead: string
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    // False would let a withdrawal code travel where anybody on the way can read it.
    httpsOnly: true
    // Set, it would ask every reader for a certificate.
    clientCertEnabled: false
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady == 0 ? [] : [
          { name: 'http', instanceCount: alwaysReady }
          { name: 'function:TakeDownQuotes', instanceCount: alwaysReady }
          { name: 'function:RefreshPage', instanceCount: alwaysReady }
        ]
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      cors: {
        allowedOrigins: allowedOrigins
        // True would let those pages read what a signed-in member of staff may read.
        supportCredentials: false
      }
      ipSecurityRestrictionsDefaultAction: empty(frontDoorId) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(frontDoorId) ? [] : [
        {
          name: 'our-front-door'
          action: 'Allow'
          priority: 100
          tag: 'ServiceTag'
          ipAddress: 'AzureFrontDoor.Backend'
          headers: { 'x-azure-fdid': [frontDoorId] }
        }
      ]
    }
  }

  // A name and a password to publish with, beside all roles: neither.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

var ownOrigin = empty(frontDoorOrigin) ? 'https://${app.properties.defaultHostName}' : frontDoorOrigin

// docs/deploy.md lists every one with what it does; InfraTests holds both lists to what the code reads.
resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__blobServiceUri: blobEndpoint
    AzureWebJobsStorage__queueServiceUri: queueEndpoint
    AzureWebJobsStorage__tableServiceUri: tableEndpoint
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    // Without it the host answers / with a page of its own, and the start page is never seen.
    AzureWebJobsDisableHomepage: 'true'
    // Not under the name that the host looks for: it would send every request's path, which may hold a withdrawal code (docs/decisions/0020).
    Telemetry__ConnectionString: insightsConnectionString
    Telemetry__ClientId: identityClientId
    // App Service authentication proves itself to Entra ID with the app's identity instead of a secret.
    OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
    WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenantId
    FrontDoor__Id: frontDoorId
    Site__BaseUrl: empty(settings.siteBaseUrl) ? ownOrigin : settings.siteBaseUrl
    Site__ApiBaseUrl: settings.siteApiBaseUrl
    Site__MadeBy: settings.siteMadeBy
    Controller__Name: settings.controllerName
    Controller__Contact: settings.controllerContact
    Controller__Address: settings.controllerAddress
    Responses__Threshold: string(settings.responsesThreshold)
    Review__RareBelow: string(settings.reviewRareBelow)
    Views__KeepLogDays: string(settings.viewsKeepLogDays)
    Graph__ClientId: identityClientId
    Graph__Site: settings.graphSite
    Graph__Sender: settings.graphSender
    Graph__Lists: settings.graphLists
    Graph__SafeguardingLead: settings.graphSafeguardingLead
  }
}

// The platform takes off every principal header that a client sends, and puts on its own. The app trusts that header only where this is on.
resource authentication 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  dependsOn: [appSettings]
  properties: {
    platform: { enabled: true, runtimeVersion: '~1' }
    globalValidation: {
      // Readers and young people never sign in: the app itself says who may call what (AccessMiddleware). Requiring it here would close every published page.
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    httpSettings: {
      requireHttps: true
      routes: { apiPrefix: '/.auth' }
      // Behind Front Door the address that somebody is sent back to is the public one.
      forwardProxy: { convention: empty(frontDoorId) ? 'NoProxy' : 'Standard' }
    }
    login: {
      // What staff's browsers keep is a session; their tokens are not stored, because nothing asks for them.
      tokenStore: { enabled: false }
      preserveUrlFragmentsForLogins: false
      cookieExpiration: { convention: 'FixedTime', timeToExpiration: '08:00:00' }
      allowedExternalRedirectUrls: []
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: !empty(authClientId)
        registration: {
          clientId: authClientId
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: ['api://${authClientId}', authClientId]
        }
      }
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    // No web server log: it has an address and a user agent in every line.
    logs: [{ category: 'AppServiceAuthenticationLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
output origin string = ownOrigin
