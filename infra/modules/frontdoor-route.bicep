// Front Door's second half: everything goes to the app, and nothing is cached, because a page that is kept anywhere would outlast a take-down.

param profileName string
param appHostName string
param workspaceId string

resource profile 'Microsoft.Cdn/profiles@2024-02-01' existing = {
  name: profileName

  resource endpoint 'afdEndpoints' existing = { name: profileName }

  resource originGroup 'originGroups' = {
    name: 'app'
    properties: {
      loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3 }
      healthProbeSettings: { probePath: '/healthz', probeProtocol: 'Https', probeRequestType: 'GET', probeIntervalInSeconds: 60 }
      sessionAffinityState: 'Disabled'
    }

    resource origin 'origins' = {
      name: 'app'
      properties: {
        hostName: appHostName
        // Another header: the app's certificate does not fit, and Front Door answers 502.
        originHostHeader: appHostName
        httpsPort: 443
        enforceCertificateNameCheck: true
        enabledState: 'Enabled'
      }
    }
  }
}

resource route 'Microsoft.Cdn/profiles/afdEndpoints/routes@2024-02-01' = {
  parent: profile::endpoint
  name: 'everything'
  dependsOn: [profile::originGroup::origin]
  properties: {
    originGroup: { id: profile::originGroup.id }
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
  }
}

// Health probes only: the access log has the address of every reader.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: profile
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FrontDoorHealthProbeLog', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
