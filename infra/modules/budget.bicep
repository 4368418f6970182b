// Tells of the bill before it comes. It stops nothing: a service that young people rely on is not switched off for money.

param name string

@description('A month\'s sum, in the currency of the bill. Too low: a mail every month that nobody reads any more.')
@minValue(1)
param amount int

@description('First day of the month from which it counts. Azure refuses to change it later; infra/deploy keeps the one that is there.')
param from string

param recipients string[]

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: from }
    notifications: {
      most: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: recipients
      }
      more: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 110
        thresholdType: 'Forecasted'
        contactEmails: recipients
      }
    }
  }
}
