// What the app keeps, by name. A test (InfraTests) holds these lists to what the code registers and to its triggers, in both directions:
// a table missing here answers the app with 404 at its first use, because in Azure the app may not make tables (docs/decisions/0015).

@export()
@description('Every table. docs/tables has a page for each.')
var tables = [
  'Announcements'
  'AskedCards'
  'Audit'
  'ConsentEvents'
  'Consents'
  'ConsentVoices'
  'Corrections'
  'Deliveries'
  'DigestReaders'
  'Dispatches'
  'ImportedFigures'
  'Imports'
  'LiveStories'
  'Media'
  'MediaTies'
  'MediaUses'
  'Outcomes'
  'Participants'
  'PendingWork'
  'Projects'
  'PutBack'
  'QuoteUses'
  'Referrals'
  'Responses'
  'ResponsesByDay'
  'ResponsesDue'
  'ResponseTotals'
  'Retention'
  'Sessions'
  'Shares'
  'ShortAddresses'
  'Stories'
  'StoryAnnouncements'
  'StoryNames'
  'StorySchedules'
  'ViewDays'
  'ViewsByDay'
  'ViewsByYear'
  'ViewsOfOpenDays'
  'VisitorSalts'
  'Voices'
  'WatchedItems'
  'WithdrawalCodes'
]

@export()
@description('Every queue. Each has a twin, NAME-poison, for messages that failed five times.')
var queues = [
  'announce'
  'announce-story'
  'deliver'
  'publish'
  'send-mail'
  'take-down'
]

@export()
@description('Every container that the app itself reads and writes.')
var containers = [
  '$web'
  'import-sums'
  'keys'
  'media'
  'reports'
  'settings'
  'stories'
  'view-log'
]

@export()
@description('What the Functions host keeps for itself: locks and timers, its keys, and the app as it was deployed.')
var hostContainers = [
  'app-package'
  'azure-webjobs-hosts'
  'azure-webjobs-secrets'
]
