using 'main.bicep'

// One installation. infra/deploy reads this file; a copy under another name serves a second one. No secret belongs here: there is none.
param name = readEnvironmentVariable('ENGAGEMENT_NAME', 'engagement')
param authClientId = readEnvironmentVariable('ENGAGEMENT_CLIENT_ID', '')
param budgetFrom = readEnvironmentVariable('ENGAGEMENT_BUDGET_FROM', '')

param recipients = ['service-desk@county.example']
param controllerName = 'Example County Council'
param controllerContact = 'data-protection@county.example'
param controllerAddress = '1 County Square, Exampleton EX1 1AA'

param siteMadeBy = 'Example Safeguarding Children Partnership'
param storageSku = 'Standard_ZRS'
param alwaysReady = 1
param monthlyBudget = 100
