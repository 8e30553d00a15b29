import { codeTable } from "./code-table.ts";

/** Exit codes of PSAppDeployToolkit's own; what it passes on from an installer keeps the installer's meaning. */
export const PSADT_CODES = codeTable(`
60001 | - | Deployment script failed | An error ended the deployment script before it was done. | Look at the error lines before it. | result
60002 | - | Program could not be started | The toolkit could not start the program or could not wait for it. | Check the path and arguments of the installer. | cause
60003 | - | Administrator needed | The toolkit was started without administrator rights. | Run it in the system context. | cause
60004 | - | Dialogs not loaded | The toolkit could not load what its dialogs need. | Run it silently, or check that the toolkit's files are complete. | cause
60005 | - | Message not shown | A message could not be shown to the user. | Check that somebody is signed in, or run it silently. | cause
60006 | - | Toolkit function failed | A function of the toolkit ended with an error. | Look at the error lines before it. | result
60007 | - | Script or file not trusted | A file of the package is blocked or not signed as it must be. | Unblock or sign the files of the package. | cause
60008 | - | Toolkit not loaded | The toolkit's own module or script could not be loaded. | Check that its files are complete and of one version. | cause
60009 | - | Toolkit not started right | The toolkit could not set up what it needs for its run. | Look at the error lines before it. | cause
60010 | - | Toolkit runs already | Another run of the toolkit was not over. | Wait for it to end, then run it again. | cause
60011 | - | Toolkit setup invalid | The toolkit's settings or folder are not valid. | Compare its configuration with a fresh copy. | cause
60012 | - | Put off by the user | The user deferred the installation, or did not answer in time. | Nothing to repair: it is offered again until the deferrals are used up. | result
`);

/** Exit codes of Chocolatey's own. */
export const CHOCOLATEY_CODES = codeTable(`
1 | - | Chocolatey failed | At least one package or step failed. | Look at the first line in ERROR before it. | result
2 | - | Nothing found | The search or the list of outdated packages has no entries. | - | result
350 | - | Restart pending, stopped | A restart is pending and Chocolatey is set to stop then. | Restart the device. | cause
1604 | - | Stopped for a restart | An installation needs a restart before the others can go on. | Restart the device, then run it again. | result
1605 | - | Package not installed | A package that is to be removed is not there. | - | either
1614 | - | Product is uninstalled | The product was removed before. | - | either
`);

/** Setup.exe made with Inno Setup. */
export const INNO_CODES = codeTable(`
1 | - | Setup could not start | Setup failed to initialise. | Look at the lines before it. | either
2 | - | Cancelled before it began | The user cancelled in the wizard, or answered No at the start. | - | result
3 | - | Fatal error between steps | Setup failed while it prepared the next phase. | Look at the lines before it. | either
4 | - | Fatal error while installing | Setup failed while it installed. | Look at the lines before it. | result
5 | - | Cancelled while installing | The user cancelled while files were installed, or chose Abort. | - | result
6 | - | Ended by a debugger | Setup was ended from outside. | - | result
7 | - | Could not prepare | Setup found that it can't go on before installing anything. | Look at the lines before it. | cause
8 | - | Restart needed first | Setup can't go on before the device has restarted. | Restart the device, then run it again. | cause
`);

/** Exit code of ccmsetup, the setup of the Configuration Manager client. */
export const CCMSETUP_CODES = codeTable(`
6 | - | Setup failed | The client's setup ended with an error. | Look at the first error before it. | result
7 | - | Client waits for a restart | The client is installed once the device has restarted. | Restart the device. | result
8 | - | Setup runs already | Another setup of the client is running. | Wait for it to end. | cause
9 | - | Prerequisite check failed | The device lacks something that the client needs. | Look at the prerequisite that is named before it. | cause
10 | - | Setup manifest not valid | The list of the setup's files has another hash. | Clear the ccmsetup folder and run it again. | cause
`);
