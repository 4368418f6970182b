// The one storage account: every word, every page, every figure. Whoever changes a setting here changes what is promised to young people.

import { tables, queues, containers, hostContainers } from 'names.bicep'

@description('3 to 24 lower-case letters and digits, unique in the world. Another name is another, empty account.')
@minLength(3)
@maxLength(24)
param name string

@description('Region. Wrong: the data is kept in a country that the impact assessment does not name.')
param location string

param tags object

@description('Copies. Standard_ZRS survives a building, Standard_GZRS a region. Wrong: a fault of that size loses data, or the account costs twice what is needed.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param sku string

@description('Deny lets only allowedAddresses and trusted services in. Flex Consumption without a network of its own then cannot reach its storage: the app does not start.')
@allowed(['Allow', 'Deny'])
param defaultNetworkAction string

@description('Addresses or ranges (CIDR) let in where the default is Deny. Missing: that administrator or backup is refused (403).')
param allowedAddresses string[]

@description('Days after which a segment of the view log is deleted by the account itself. The app clears it earlier (Views:KeepLogDays) once the sums are proved; smaller than that, days could be lost before they were closed.')
@minValue(30)
param deleteLogAfterDays int

@description('Days a deleted container can be brought back. 0 days: a slip of an administrator is final. Nothing that a young person withdraws is deleted by container.')
@minValue(1)
@maxValue(365)
param restoreContainersForDays int

@description('Where platform logs go.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    // True would let anybody who holds a key in, past every role: the app has none and needs none.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    // True would let somebody open a container of media or words to the world. $web is served by its own endpoint all the same.
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: defaultNetworkAction
      bypass: 'AzureServices'
      ipRules: [for address in allowedAddresses: { value: address, action: 'Allow' }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // Versions, soft delete and the change feed keep what was overwritten or deleted. A page that is made again without a withdrawn quote
    // would still hold it in its older version, for as many days as this says: so none of the three (docs/decisions/0016).
    isVersioningEnabled: false
    deleteRetentionPolicy: { enabled: false }
    changeFeed: { enabled: false }
    restorePolicy: { enabled: false }
    containerDeleteRetentionPolicy: { enabled: true, days: restoreContainersForDays }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [for one in concat(containers, hostContainers): {
  parent: blobs
  name: one
  properties: { publicAccess: 'None' }
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for one in queues: {
  parent: queueService
  name: one
}]

resource poison 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for one in queues: {
  parent: queueService
  name: '${one}-poison'
}]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [for one in tables: {
  parent: tableService
  name: one
}]

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          // A net under the nightly function, for a service that was switched off. Append blobs can be deleted, but not moved to a cooler tier.
          name: 'view-log-is-not-kept-for-ever'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['appendBlob'], prefixMatch: ['view-log/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: deleteLogAfterDays } } }
          }
        }
        {
          // Frozen years and delivered files, once nobody changes them: to tiers that answer at once and cost less to keep. Never to the archive tier: a year in it could not be read for hours.
          name: 'closed-years-cool-down'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['reports/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 400 }, tierToCold: { daysAfterModificationGreaterThan: 800 } } }
          }
        }
      ]
    }
  }
}

// Who deleted what, and how much is asked. Reads are left out on purpose: of $web they carry the addresses of readers.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: tableService
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: queueService
  properties: {
    workspaceId: workspaceId
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
output queueEndpoint string = account.properties.primaryEndpoints.queue
output tableEndpoint string = account.properties.primaryEndpoints.table
output webEndpoint string = account.properties.primaryEndpoints.web
