import { eventTable } from "./event-table.ts";

/** Starts, stops, services, programs and the parts of Windows that everything stands on. */
export const SYSTEM_EVENTS = [
  ...eventTable(
    "Service Control Manager",
    `
7000 | - | Service did not start | A service could not be started. | Look up the error; check its account, file and rights. | Service {param1|1} did not start: error {param2|2}
7001 | - | Service waits for a failed one | A service could not start because one that it depends on did not. | Look at the other service first. | Service {param1|1} did not start because {param2|2} failed: error {param3|3}
7003 | - | Service depends on a missing one | A service depends on one that does not exist. | Install the other service or change the dependency. | Service {param1|1} depends on the missing service {param2|2}
7009 | - | Service too slow to start | A service did not answer within the time for starting. | Look at the load of the device at start, and at what the service waits for. | Service {param2|2} did not answer within {param1|1} ms
7011 | - | Service does not answer | A service did not answer a command in time. | Look at what the service waits for. | Service {param2|2} did not answer within {param1|1} ms
7016 | - | Service in an unknown state | A service reported a state that does not exist. | - | -
7022 | - | Service hung at start | A service hung while it started. | Look at its own log. | Service {param1|1} hung while it started
7023 | - | Service ended with an error | A service ended and said why. | Look up the error. | Service {param1|1} ended: error {param2|2}
7024 | - | Service ended with its own error | A service ended with an error number of its own. | Look for the number in its documentation. | Service {param1|1} ended with its own error {param2|2}
7026 | - | Driver not loaded at start | Drivers that start with Windows were not loaded. | - | Drivers not loaded at start: {param1|1}
7030 | - | Service can't show windows | A service wants to show windows, which is not allowed. | - | -
7031 | - | Service crashed, will restart | A service ended unexpectedly; Windows will do what is set for that. | Look for an Application Error event of the same time. | Service {param1|1} crashed (time {param2|2})
7032 | - | Service recovery failed | Windows could not do what is set for a crash of the service. | - | -
7034 | - | Service crashed | A service ended unexpectedly. | Look for an Application Error event of the same time. | Service {param1|1} crashed (time {param2|2})
7036 | - | Service changed its state | A service started or stopped. | - | Service {param1|1} is now {param2|2}
7038 | - | Service can't sign in | A service could not sign in with its account. | Check the password of the account and its right to sign in as a service. | Service {param1|1} could not sign in as {param2|2}: error {param3|3}
7040 | - | Service start type changed | How a service is started was changed. | - | The start of service {param1|1} changed from {param2|2} to {param3|3}
7041 | - | Service may not sign in | The account of a service lacks the right to sign in as a service. | Give the account that right. | -
7043 | - | Service did not stop in time | A service was still running when Windows shut down. | - | Service {param1|1} did not stop in time
7045 | - | Service installed | A new service was installed. | Unexpected ones can be a sign of an attack. | Service {ServiceName|1} was installed: {ImagePath|2}
`,
  ),
  ...eventTable(
    "EventLog",
    `
6005 | - | Windows started | The event log service started: Windows is up. | - | The event log started: Windows is up
6006 | - | Windows shut down | The event log service stopped: Windows shuts down properly. | - | The event log stopped: Windows shuts down
6008 | - | Unexpected shutdown | The device went off without shutting down: power, crash or a hard reset. | Look for a bugcheck (event 1001) or Kernel-Power 41 next to it. | The shutdown before was unexpected, at {1} on {2}
6009 | - | Windows version at start | The version of Windows, noted when it started. | - | -
6013 | - | Uptime | How long Windows has been running, noted once a day. | - | Windows has been up for {5} seconds
`,
  ),
  ...eventTable(
    "User32",
    `
1074 | - | Restart or shutdown asked for | A program or user asked for a restart or shutdown and gave a reason. | The event names who: installers and updates are usual. | {1} asked for {5}: {3} (for {7})
1076 | - | Reason of unexpected shutdown | A user told why the device went off. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Kernel-Power",
    `
41 | - | Device went off without shutdown | Windows was not shut down properly: it stopped answering, crashed or lost power. | BugcheckCode 0 speaks for power or a hard reset, another one for a crash. | The device went off without shutdown (bugcheck {BugcheckCode})
42 | - | Device goes to sleep | The device goes to sleep. | - | -
107 | - | Device woke up | The device woke up from sleep. | - | -
109 | - | Shutdown began | The kernel began to shut down. | - | -
172 | - | Connectivity in standby | Connectivity in standby changed. | - | -
506 | - | Modern standby began | The device went into modern standby. | - | -
507 | - | Modern standby ended | The device left modern standby. | - | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-Kernel-General",
    `
1 | - | Clock changed | The clock of the device was changed. | Jumps make certificates and sign-ins fail. | The clock changed from {OldTime|2} to {NewTime|1}
12 | - | Windows kernel started | The kernel started. | - | Windows started
13 | - | Windows kernel stops | The kernel shuts down. | - | Windows shuts down
`,
  ),
  ...eventTable(
    "Microsoft-Windows-WER-SystemErrorReporting",
    `
1001 | - | Blue screen | Windows crashed and restarted; the bugcheck says in which way. | Look up the bugcheck; update drivers and firmware. | Windows crashed with bugcheck {param1|1}, dump {param2|2}
1018 | - | Dump file failed | A dump of the crash could not be written. | - | -
`,
  ),
  ...eventTable(
    "Application Error",
    `
1000 | - | Program crashed | A program crashed; the module and the exception code say where. | Update the program or the module that is named. | {AppName|1} {AppVersion|2} crashed in {ModuleName|4} with {ExceptionCode|7}
1005 | - | Program could not read its file | A program's file could not be read: disk, network or memory. | Check the disk. | -
`,
  ),
  ...eventTable(
    "Application Hang",
    `
1002 | - | Program hung | A program stopped answering and was closed. | - | {1} {2} stopped answering and was closed
`,
  ),
  ...eventTable(
    ".NET Runtime",
    `
1022 | - | .NET profiler not loaded | A profiler could not be loaded into a .NET program. | - | -
1023 | - | .NET crashed | The .NET runtime itself failed in a program. | Repair or update .NET. | {1}
1025 | - | .NET program ended itself | A .NET program ended itself on an error. | The event holds its message. | {1}
1026 | - | .NET program crashed | A .NET program ended on an error that it did not handle. | The exception and its stack are in the event. | {1}
`,
  ),
  ...eventTable(
    "Windows Error Reporting",
    `
1001 | - | Crash report made | Windows made a report of a crash or hang. | The names in it (P1 and so on) tell program and module. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-WMI-Activity",
    `
5857 | - | WMI provider started | A WMI provider was started. | - | -
5858 | - | WMI query failed | A WMI query failed or was given up; 0x80041032 only means that the asker left. | ClientProcessId says who asked. | WMI query of process {ClientProcessId} failed with {ResultCode}: {Operation}
5860 | - | WMI watcher registered | A program watches WMI until it ends. | - | -
5861 | - | WMI watcher kept | A permanent WMI watcher was registered. | Unexpected ones can be a sign of an attack. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-DistributedCOM",
    `
10005 | - | Component's service did not start | A COM component needs a service that did not start. | Look up the error in the event. | -
10010 | - | Component did not answer | A COM component did not register in time. | Usual while Windows shuts down; else repair the program. | -
10016 | info | Component rights (harmless) | A program asked for a COM component that it may not start; Microsoft calls this harmless. | - | -
10028 | - | Component not reached | A COM component of another computer could not be reached. | Check name, network and firewall. | -
`,
  ),
  ...eventTable(
    "Microsoft-Windows-TaskScheduler",
    `
101 | - | Task did not start | A scheduled task could not be started. | Look up the result code. | Task {TaskName} did not start: {ResultCode}
102 | - | Task completed | A scheduled task was completed. | - | Task {TaskName} completed
103 | - | Task action did not start | An action of a scheduled task could not be started. | Look up the result code. | Task {TaskName}: {ActionName} did not start: {ResultCode}
111 | - | Task ended by force | A scheduled task was ended. | - | Task {TaskName} was ended
201 | - | Task action completed | An action of a task ended with the code in the event. | 0 is success for most programs. | Task {TaskName}: {ActionName} ended with {ResultCode}
203 | - | Task action failed | An action of a scheduled task could not be started. | Look up the result code. | Task {TaskName}: {ActionName} failed: {ResultCode}
`,
  ),
  ...eventTable(
    "Microsoft-Windows-User Profiles Service",
    `
1500 | - | Profile failed, no sign-in | Windows could not load a profile, so the user was not signed in. | Check disk space and the profile's rights. | -
1508 | - | Profile registry not loaded | The registry of a profile could not be loaded. | The file NTUSER.DAT may be damaged. | -
1509 | - | Profile file not copied | A file of a roaming profile could not be copied. | - | -
1511 | - | Temporary profile | The user's profile was not found, so a temporary one is used. | Repair the profile, else what the user saves is lost. | -
1515 | - | Profile kept as backup | The user's profile was set aside as damaged. | Repair the profile. | -
1530 | - | Registry still in use at sign-out | Programs kept parts of the registry open when the user signed out. | Usually harmless. | -
1542 | - | Profile classes not loaded | The class registry of a profile could not be loaded. | - | -
`,
  ),
  ...eventTable(
    "ESENT",
    `
454 | - | Database recovery failed | A database (JET) could not be recovered. | - | -
455 | - | Database log not opened | A log file of a database (JET) could not be opened. | Look up the error in the event. | -
474 | - | Database page damaged | A page read from a database has a wrong checksum: disk or memory. | Check the disk. | -
482 | - | Database write failed | A database could not write to its file. | Check disk space and rights. | -
490 | - | Database file not opened | A database may not open its file. | Check rights and what holds the file. | -
508 | - | Database write slow | Writing to a database took very long. | Check the disk. | -
510 | - | Database write slow again | Writing to a database takes long again and again. | Check the disk. | -
`,
  ),
  ...eventTable(
    "VSS",
    `
13 | - | Shadow copy part missing | A part of shadow copies could not be started. | - | -
22 | - | Shadow copy part missing | A part of shadow copies is not registered. | - | -
8193 | - | Shadow copy failed | A function that shadow copies need failed. | Look up the code in the event. | -
8194 | - | Shadow copy writer refused | A writer may not call back the shadow copy service. | - | -
8224 | - | Shadow copies idle | The service for shadow copies stops since nobody needs it. | - | -
12289 | - | Shadow copy error | The shadow copy service failed unexpectedly. | Look up the code in the event. | -
12293 | - | Shadow copy provider failed | A provider of shadow copies failed. | Look up the code in the event. | -
`,
  ),
];
