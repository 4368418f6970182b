// What the app's identity may do: to each container, queue and table by itself, and nothing to the account (docs/decisions/0015).

import { tables, queues, containers, hostContainers } from 'names.bicep'

@description('The storage account, which exists by now.')
param storageName string

@description('Object id of the app\'s identity. Another one: the app is refused by its own storage (403) and answers 503.')
param principalId string

@description('True also gives the host the whole account\'s blobs and tables. Only where a host that cannot live with its own containers has been seen; then decision 0015 no longer holds.')
param hostMayUseTheAccount bool

var roles = {
  // Microsoft's own names; the ids are the same in every tenant.
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource blobs 'blobServices' existing = { name: 'default' }
  resource queueService 'queueServices' existing = { name: 'default' }
  resource tableService 'tableServices' existing = { name: 'default' }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = [for one in containers: {
  parent: account::blobs
  name: one
}]

resource hostContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = [for one in hostContainers: {
  parent: account::blobs
  name: one
}]

resource queue 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' existing = [for one in queues: {
  parent: account::queueService
  name: one
}]

resource poison 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' existing = [for one in queues: {
  parent: account::queueService
  name: '${one}-poison'
}]

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' existing = [for one in tables: {
  parent: account::tableService
  name: one
}]

// Reads, writes and deletes blobs: pages, pictures, drafts, the log.
resource mayUseContainer 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (one, i) in containers: {
  name: guid(container[i].id, principalId, roles.blobDataContributor)
  scope: container[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}]

// The host's locks, timers, keys and package. Owner, because that is what the host is documented to need; of these three containers only.
resource mayUseHostContainer 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (one, i) in hostContainers: {
  name: guid(hostContainer[i].id, principalId, roles.blobDataOwner)
  scope: hostContainer[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataOwner)
  }
}]

// Sends messages (the app), takes them, puts them back and counts them (the host).
resource mayUseQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (one, i) in queues: {
  name: guid(queue[i].id, principalId, roles.queueDataContributor)
  scope: queue[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueDataContributor)
  }
}]

// Puts messages aside there (the host), shows them to an administrator, and takes them out when one puts them back or discards them (the app).
resource mayUsePoison 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (one, i) in queues: {
  name: guid(poison[i].id, principalId, roles.queueDataContributor)
  scope: poison[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueDataContributor)
  }
}]

resource mayUseTable 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (one, i) in tables: {
  name: guid(table[i].id, principalId, roles.tableDataContributor)
  scope: table[i]
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataContributor)
  }
}]

// Account-wide, because: a way out for a host that wants to make containers of its own; switched off unless hostMayUseTheAccount says so.
resource hostMayUseBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (hostMayUseTheAccount) {
  name: guid(account.id, principalId, roles.blobDataOwner)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataOwner)
  }
}
