import { eventTable } from "./event-table.ts";

/** Sign-ins, accounts, application control and protection. */
export const SECURITY_EVENTS = [
  ...eventTable(
    "Microsoft-Windows-Eventlog",
    `
104 | - | Event log cleared | Somebody cleared an event log. | Find out who and why: it also hides traces. | {SubjectUserName} cleared the event log {Channel}
1100 | - | Event log stopped | The event log service shut down. | - | -
1101 | - | Audit events lost | Audit events were lost on their way. | - | -
1102 | warn | Security log cleared | Somebody cleared the Security log. | Find out who and why: it also hides traces. | {SubjectDomainName}\\{SubjectUserName} cleared the Security log
1104 | - | Security log full | The Security log is full. | Make it larger or archive it. | -
1105 | - | Event log archived | A full event log was archived. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Security-Auditing",
    `
4608 | - | Windows started | Windows started: auditing begins. | - | -
4616 | - | Clock changed | The clock of the device was changed. | - | {SubjectUserName} changed the clock from {PreviousTime} to {NewTime}
4624 | - | Signed in | An account signed in; the type says how (2 at the device, 3 network, 5 service, 7 unlock, 10 remote desktop). | - | {TargetDomainName}\\{TargetUserName} signed in (type {LogonType})
4625 | - | Sign-in failed | An account could not sign in; status and sub-status say why. | 0xC000006A wrong password, 0xC0000064 no such user, 0xC0000234 locked, 0xC0000072 disabled. | Sign-in of {TargetDomainName}\\{TargetUserName} failed (type {LogonType}, status {Status}, {SubStatus})
4634 | - | Signed out | A session ended. | - | {TargetDomainName}\\{TargetUserName} signed out
4647 | - | User signed out | A user signed out. | - | {TargetDomainName}\\{TargetUserName} signed out
4648 | - | Signed in with other credentials | A program used credentials of another account. | - | {SubjectUserName} used the credentials of {TargetUserName} for {TargetServerName}
4657 | - | Registry value changed | An audited registry value was changed. | - | -
4663 | - | Object accessed | An audited file or object was accessed. | - | {SubjectUserName} accessed {ObjectName}
4672 | - | Special rights at sign-in | An account with administrator rights signed in. | - | {SubjectDomainName}\\{SubjectUserName} signed in with special rights
4688 | - | Program started | A program was started. | - | {SubjectUserName} started {NewProcessName}
4689 | - | Program ended | A program ended. | - | {ProcessName} ended with {Status}
4697 | - | Service installed | A service was installed. | Unexpected ones can be a sign of an attack. | {SubjectUserName} installed the service {ServiceName}: {ServiceFileName}
4698 | - | Task made | A scheduled task was made. | Unexpected ones can be a sign of an attack. | {SubjectUserName} made the task {TaskName}
4699 | - | Task deleted | A scheduled task was deleted. | - | {SubjectUserName} deleted the task {TaskName}
4702 | - | Task changed | A scheduled task was changed. | - | {SubjectUserName} changed the task {TaskName}
4719 | - | Audit policy changed | The audit policy was changed. | - | -
4720 | - | Account made | A user account was made. | - | {SubjectUserName} made the account {TargetUserName}
4722 | - | Account enabled | A user account was enabled. | - | {SubjectUserName} enabled the account {TargetUserName}
4723 | - | Password change tried | A user tried to change a password. | - | {SubjectUserName} tried to change the password of {TargetUserName}
4724 | - | Password reset tried | Somebody tried to reset a password. | - | {SubjectUserName} tried to reset the password of {TargetUserName}
4725 | - | Account disabled | A user account was disabled. | - | {SubjectUserName} disabled the account {TargetUserName}
4726 | - | Account deleted | A user account was deleted. | - | {SubjectUserName} deleted the account {TargetUserName}
4728 | - | Member added to global group | A member was added to a global security group. | - | {SubjectUserName} added {MemberName} to {TargetUserName}
4732 | - | Member added to local group | A member was added to a local security group. | Check additions to Administrators. | {SubjectUserName} added {MemberSid} to {TargetUserName}
4733 | - | Member removed from local group | A member was removed from a local security group. | - | {SubjectUserName} removed {MemberSid} from {TargetUserName}
4738 | - | Account changed | A user account was changed. | - | {SubjectUserName} changed the account {TargetUserName}
4740 | warn | Account locked out | An account was locked out after too many wrong passwords. | TargetDomainName names the computer they came from: look there for saved credentials. | {TargetUserName} was locked out, caused by {TargetDomainName}
4756 | - | Member added to universal group | A member was added to a universal security group. | - | {SubjectUserName} added {MemberName} to {TargetUserName}
4767 | - | Account unlocked | An account was unlocked. | - | {SubjectUserName} unlocked {TargetUserName}
4768 | - | Kerberos ticket asked for | A ticket for signing in was asked for; the status says how it ended. | 0x0 is success, 0x6 unknown user, 0x12 locked or disabled, 0x18 wrong password. | -
4769 | - | Service ticket asked for | A ticket for a service was asked for. | - | -
4771 | - | Kerberos sign-in failed | Kerberos refused a sign-in. | 0x18 wrong password, 0x12 locked or disabled, 0x25 clock. | Kerberos refused {TargetUserName}: {Status}
4776 | - | Credentials checked | NTLM credentials were checked; the status says how it ended. | 0x0 is success. | NTLM check of {TargetUserName} from {Workstation}: {Status}
5156 | - | Connection allowed | The firewall allowed a connection. | - | -
5157 | - | Connection blocked | The firewall blocked a connection. | - | {Application} was blocked: {SourceAddress} to {DestAddress}:{DestPort}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-AppLocker",
    `
8002 | - | Program allowed | AppLocker allowed a program. | - | AppLocker allowed {FilePath}
8003 | - | Program would be blocked | AppLocker would have blocked a program, were its rules enforced. | Add a rule before they are. | AppLocker would block {FilePath}
8004 | error | Program blocked | AppLocker did not let a program run. | Add a rule, or sign the program. | AppLocker blocked {FilePath}
8005 | - | Script or installer allowed | AppLocker allowed a script or installer. | - | AppLocker allowed {FilePath}
8006 | - | Script or installer would be blocked | AppLocker would have blocked a script or installer, were its rules enforced. | Add a rule before they are. | AppLocker would block {FilePath}
8007 | error | Script or installer blocked | AppLocker did not let a script or installer run. | Add a rule, or sign it. | AppLocker blocked {FilePath}
8020 | - | App package allowed | AppLocker allowed an app package. | - | -
8022 | - | App package blocked | AppLocker did not let an app package run. | Add a rule. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-CodeIntegrity",
    `
3004 | - | File not signed as needed | Windows could not verify a file. | Check where the file is from. | -
3033 | - | File not signed as needed | A program tried to load a file that is not signed as needed. | Update the program that the file belongs to. | -
3076 | - | File would be blocked | Application control would have blocked a file, were it enforced. | Add it to the policy before it is. | -
3077 | - | File blocked | Application control did not let a file run. | Add it to the policy, or sign it. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Windows Defender",
    `
1000 | - | Scan began | A virus scan began. | - | -
1001 | - | Scan ended | A virus scan ended. | - | -
1002 | - | Scan cancelled | A virus scan was cancelled. | - | -
1005 | - | Scan failed | A virus scan failed. | Look up the error code. | -
1116 | - | Threat found | Defender found malware or unwanted software. | See what became of it in event 1117. | Defender found {Threat Name} in {Path}
1117 | - | Threat dealt with | Defender did something about what it found. | - | Defender: {Action Name} of {Threat Name} in {Path}
1118 | - | Threat not removed yet | Defender could not deal with a threat; it is not critical. | - | -
1119 | - | Threat not removed | Defender failed to deal with a threat. | Isolate the device and clean it by hand. | -
1121 | - | Attack surface rule blocked | An attack surface reduction rule blocked something. | The event names rule and file; add an exclusion if it is wanted. | -
1122 | - | Attack surface rule noticed | An attack surface reduction rule would have blocked something. | - | -
1123 | - | Folder access blocked | Controlled folder access blocked a program. | Allow the program if it is wanted. | -
1150 | - | Defender is healthy | Defender runs and is up to date. | - | -
1151 | - | Defender's state | Defender tells how it is. | - | -
2000 | - | Defender updated | The definitions of Defender were updated. | - | -
2001 | - | Defender update failed | The definitions of Defender could not be updated. | Look up the error code; check connection and update source. | -
2002 | - | Defender engine updated | The engine of Defender was updated. | - | -
2003 | - | Defender engine update failed | The engine of Defender could not be updated. | Look up the error code. | -
3002 | - | Real-time protection failed | A part of the real-time protection failed. | Restart the device; look up the error code. | -
5000 | - | Real-time protection on | The real-time protection was turned on. | - | -
5001 | warn | Real-time protection off | The real-time protection was turned off. | Find out who did it and why. | -
5004 | - | Real-time protection changed | The settings of the real-time protection were changed. | - | -
5007 | - | Defender settings changed | The settings of Defender were changed. | - | -
5010 | - | Scanning turned off | The search for malware was turned off. | Usual with another virus scanner. | -
5012 | - | Virus scanning turned off | The search for viruses was turned off. | Usual with another virus scanner. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Sysmon",
    `
1 | - | Program started | A program was started. | - | {User} started {CommandLine}
2 | - | File time changed | A program changed when a file was made. | - | -
3 | - | Connection made | A program made a network connection. | - | {Image} connected to {DestinationIp}:{DestinationPort}
4 | - | Sysmon changed state | Sysmon started or stopped. | - | -
5 | - | Program ended | A program ended. | - | {Image} ended
6 | - | Driver loaded | A driver was loaded. | - | {ImageLoaded} was loaded as a driver
7 | - | Library loaded | A program loaded a library. | - | {Image} loaded {ImageLoaded}
8 | - | Thread in another program | A program started a thread in another. | - | {SourceImage} started a thread in {TargetImage}
10 | - | Program opened another | A program opened another. | - | {SourceImage} opened {TargetImage} ({GrantedAccess})
11 | - | File made | A program made or overwrote a file. | - | {Image} made {TargetFilename}
12 | - | Registry key made or deleted | A registry key was made or deleted. | - | {Image}: {EventType} {TargetObject}
13 | - | Registry value set | A registry value was set. | - | {Image} set {TargetObject}
15 | - | File stream made | A stream of a file was made, as downloads have it. | - | {Image} made {TargetFilename}
22 | - | Name looked up | A program looked up a name. | - | {Image} looked up {QueryName}: {QueryStatus}
23 | - | File deleted | A program deleted a file, which was kept. | - | {Image} deleted {TargetFilename}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-PowerShell",
    `
4100 | - | PowerShell error | A PowerShell command failed. | The message and the command are in the event. | -
4103 | - | PowerShell command ran | A PowerShell command and its parameters. | - | -
4104 | - | PowerShell script ran | The text of a PowerShell script that ran. | - | PowerShell ran: {ScriptBlockText}
`,
  ),
];
