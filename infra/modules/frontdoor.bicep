// Front Door, where a county wants a name of its own, a web application firewall's place, or a second region later. First half: its profile and its
// address, which the app must know before it lets Front Door in.

param name string
param tags object

resource profile 'Microsoft.Cdn/profiles@2024-02-01' = {
  name: name
  location: 'global'
  tags: tags
  sku: { name: 'Standard_AzureFrontDoor' }
  properties: { originResponseTimeoutSeconds: 60 }

  resource endpoint 'afdEndpoints' = {
    name: name
    location: 'global'
    tags: tags
    properties: { enabledState: 'Enabled' }
  }
}

output name string = profile.name
output id string = profile.properties.frontDoorId
output origin string = 'https://${profile::endpoint.properties.hostName}'
